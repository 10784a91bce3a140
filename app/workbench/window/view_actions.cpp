// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/window/view_actions.h"

#include <QAction>
#include <QMenu>
#include <algorithm>

#include "widgets/picture_view.h"
#include "workbench/desk/active_picture.h"
#include "workbench/desk/left_tools.h"
#include "workbench/desk/window_menu.h"

namespace rho::workbench {

namespace {

constexpr double opacityStep = 0.05;
constexpr double zoomStep = 1.25;

}  // namespace

using widgets::ViewState;

ViewActions::ViewActions(ActivePicture& picture, WindowMenu& windows, LeftTools& tools,
                         QObject* parent)
    : QObject(parent), m_picture(picture), m_windows(windows), m_tools(tools) {
  m_invert = make(tr("&Invert"), {tr("I")}, tr("invert"),
                  [](ViewState& view) { view.invert = !view.invert; });
  buildTurns();
  buildScales();
  connect(&m_picture, &ActivePicture::changed, this, &ViewActions::enableLifeSize);
  enableLifeSize();
}

QAction* ViewActions::make(const QString& text, const QList<QKeySequence>& keys,
                           const QString& what, const Change& change) {
  auto* action = new QAction(text, this);
  action->setShortcuts(keys);
  connect(action, &QAction::triggered, this,
          [this, what, change] { m_picture.edit(what, change); });
  return action;
}

void ViewActions::buildTurns() {
  const auto turning = [this](const QString& text, const QString& symbol, const QString& key,
                              widgets::Orientation (widgets::Orientation::*turned)() const) {
    auto* action =
        make(text, {QKeySequence(key)}, tr("turn the picture"),
             [turned](ViewState& view) { view.setOrientation((view.orientation.*turned)()); });
    action->setIconText(symbol);
    return action;
  };
  using widgets::Orientation;
  m_flipSideways =
      turning(tr("Flip &sideways"), QString::fromUtf8("↔"), tr("H"), &Orientation::flippedSideways);
  m_flipUpsideDown = turning(tr("Flip &upside down"), QString::fromUtf8("↕"), tr("V"),
                             &Orientation::flippedUpsideDown);
  m_turn = turning(tr("&Turn clockwise"), QString::fromUtf8("↻"), tr("T"),
                   &Orientation::turnedClockwise);
  m_turnBack =
      turning(tr("Turn &back"), QString::fromUtf8("↺"), tr("Shift+T"), &Orientation::turnedBack);
}

/// Both are of the tile as large as it is now.
void ViewActions::buildScales() {
  m_onePixel = make(tr("One to one"), {tr("0")}, tr("zoom"), [this](ViewState& view) {
    if (const auto* shown = m_picture.view()) view = scaledTo(view, shown->zoomToPixels());
  });
  m_onePixel->setIconText("1:1");
  m_onePixel->setToolTip(tr("One pixel of the picture is one of the screen (0)"));
  m_lifeSize = make(tr("Life size"), {tr("D")}, tr("zoom"), [this](ViewState& view) {
    const auto* shown = m_picture.view();
    if (const auto zoom = shown ? shown->zoomToLife() : std::nullopt) view = scaledTo(view, *zoom);
  });
  m_lifeSize->setIconText(tr("mm"));
}

/// Without millimetres there is no life size; a tooltip says so.
void ViewActions::enableLifeSize() {
  const auto& origin = m_picture.opened().origin;
  const bool known = origin && origin->spacing();
  m_lifeSize->setEnabled(known);
  m_lifeSize->setToolTip(known ? tr("A millimetre of the picture is one of the screen (D)")
                               : tr("The picture does not say how large its pixels are"));
}

void ViewActions::addTurnsTo(QMenu& menu) {
  menu.addActions({m_flipSideways, m_flipUpsideDown, m_turn, m_turnBack});
}

void ViewActions::addTo(QMenu& menu) {
  const auto add = [&](const QString& text, const QList<QKeySequence>& keys, const QString& what,
                       const Change& change) { menu.addAction(make(text, keys, what, change)); };
  add(tr("&Fit"), {tr("=")}, tr("fit"), [](ViewState& view) { view.fit(); });
  add(tr("Zoom in"), {QKeySequence::ZoomIn}, tr("zoom"),
      [](ViewState& view) { view = widgets::zoomedAt(view, zoomStep, view.center); });
  add(tr("Zoom out"), {QKeySequence::ZoomOut}, tr("zoom"),
      [](ViewState& view) { view = widgets::zoomedAt(view, 1 / zoomStep, view.center); });
  menu.addActions({m_onePixel, m_lifeSize});
  add(tr("&Reset"), {tr("R")}, tr("reset the view"), [](ViewState& view) { view.reset(); });
  menu.addSeparator();
  menu.addAction(m_invert);
  menu.addMenu(&m_windows);
  m_tools.addTo(*menu.addMenu(tr("&Left mouse button")));
  menu.addSeparator();
  add(tr("&Overlay"), {tr("G")}, tr("overlay"),
      [](ViewState& view) { view.overlayShown = !view.overlayShown; });
  add(tr("Overlay stronger"), {tr("E")}, tr("overlay"), [](ViewState& view) {
    view.overlayOpacity = std::min(1.0, view.overlayOpacity + opacityStep);
  });
  add(tr("Overlay weaker"), {tr("Q")}, tr("overlay"), [](ViewState& view) {
    view.overlayOpacity = std::max(0.0, view.overlayOpacity - opacityStep);
  });
}

}  // namespace rho::workbench
