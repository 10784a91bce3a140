// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/window/view_actions.h"

#include <QActionGroup>
#include <QMenu>
#include <algorithm>

#include "widgets/tile_grid.h"
#include "workbench/document/document.h"

namespace rho::workbench {

namespace {

constexpr double opacityStep = 0.05;
constexpr double zoomStep = 1.25;

struct WindowPreset {
  const char* name;
  double center, width;
};
// Of the full range of the image.
constexpr WindowPreset presets[] = {
    {QT_TRANSLATE_NOOP("rho::workbench::ViewActions", "Full range"), 0.5, 1},
    {QT_TRANSLATE_NOOP("rho::workbench::ViewActions", "Dark half"), 0.25, 0.5},
    {QT_TRANSLATE_NOOP("rho::workbench::ViewActions", "Middle"), 0.5, 0.5},
    {QT_TRANSLATE_NOOP("rho::workbench::ViewActions", "Bright half"), 0.75, 0.5}};

}  // namespace

ViewActions::ViewActions(Document& document, widgets::TileGrid& grid, QObject* parent)
    : QObject(parent), m_document(document), m_grid(grid) {}

void ViewActions::edit(const QString& what,
                       const std::function<void(widgets::ViewState&)>& change) {
  m_document.edit(what, [&](Workspace& w) {
    change(w.view);
    w.view = widgets::clamped(w.view);
  });
}

void ViewActions::addTo(QMenu& menu) {
  using View = widgets::ViewState;
  const auto add = [&](const QString& text, const QList<QKeySequence>& keys, const QString& what,
                       const std::function<void(View&)>& change) {
    auto* action = menu.addAction(text);
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, [this, what, change] { edit(what, change); });
    return action;
  };
  add(tr("&Fit"), {tr("=")}, tr("fit"), [](View& view) { view.fit(); });
  add(tr("Zoom in"), {QKeySequence::ZoomIn}, tr("zoom"),
      [](View& view) { view = widgets::zoomedAt(view, zoomStep, view.center); });
  add(tr("Zoom out"), {QKeySequence::ZoomOut}, tr("zoom"),
      [](View& view) { view = widgets::zoomedAt(view, 1 / zoomStep, view.center); });
  add(tr("&Reset"), {tr("R")}, tr("reset the view"), [](View& view) { view.reset(); });
  menu.addSeparator();
  add(tr("&Invert"), {tr("I")}, tr("invert"), [](View& view) { view.invert = !view.invert; });
  fillWindowPresets(*menu.addMenu(tr("&Window")));
  addTools(*menu.addMenu(tr("&Left mouse button")));
  menu.addSeparator();
  add(tr("&Overlay"), {tr("G")}, tr("overlay"),
      [](View& view) { view.overlayShown = !view.overlayShown; });
  add(tr("Overlay stronger"), {tr("E")}, tr("overlay"),
      [](View& view) { view.overlayOpacity = std::min(1.0, view.overlayOpacity + opacityStep); });
  add(tr("Overlay weaker"), {tr("Q")}, tr("overlay"),
      [](View& view) { view.overlayOpacity = std::max(0.0, view.overlayOpacity - opacityStep); });
}

void ViewActions::fillWindowPresets(QMenu& menu) {
  int digit = 1;
  for (const auto& preset : presets) {
    auto* action = menu.addAction(tr(preset.name));
    action->setShortcut(QKeySequence(QString::number(digit++)));
    connect(action, &QAction::triggered, this, [this, &preset] {
      edit(tr("window"), [&](widgets::ViewState& view) {
        view.windowCenter = preset.center;
        view.windowWidth = preset.width;
      });
    });
  }
}

void ViewActions::addTools(QMenu& menu) {
  using widgets::DragTool;
  auto* group = new QActionGroup(this);
  const auto add = [&](const QString& text, const QKeySequence& key, DragTool tool) {
    auto* action = menu.addAction(text);
    action->setShortcut(key);
    action->setCheckable(true);
    action->setChecked(tool == DragTool::window);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, tool] { m_grid.setLeftTool(tool); });
  };
  add(tr("Window and level"), QKeySequence(tr("W")), DragTool::window);
  add(tr("Zoom"), QKeySequence(tr("Z")), DragTool::zoom);
  add(tr("Pan"), QKeySequence(tr("P")), DragTool::pan);
}

}  // namespace rho::workbench
