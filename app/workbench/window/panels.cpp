// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/window/panels.h"

#include <QAction>
#include <QMenu>
#include <QSize>
#include <QWidget>

#include "workbench/document/document.h"

namespace rho::workbench {

namespace {

// Below this size of the window, in points, the tiles need the room.
constexpr int leastWidth = 880;
constexpr int leastHeight = 560;

constexpr Part allParts[] = {Part::cases, Part::sweep, Part::network};

}  // namespace

Panels::Panels(Document& document, QWidget& cases, QWidget& sweep, QWidget& network,
               QObject* parent)
    : QObject(parent), m_document(document) {
  panel(Part::cases).widget = &cases;
  panel(Part::sweep).widget = &sweep;
  panel(Part::network).widget = &network;
  const auto make = [this](Part part, const QString& text, Qt::Key key) {
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    action->setCheckable(true);
    connect(action, &QAction::triggered, this, [this, part] { toggle(part); });
    panel(part).action = action;
  };
  make(Part::cases, tr("Ca&ses"), Qt::Key_F7);
  make(Part::network, tr("&Network panel"), Qt::Key_F8);
  make(Part::sweep, tr("Film an&d curves"), Qt::Key_F9);
  connect(&m_document, &Document::changed, this, &Panels::show);
  show();
}

void Panels::addTo(QMenu& menu) {
  for (const auto part : {Part::cases, Part::network, Part::sweep})
    menu.addAction(panel(part).action);
}

void Panels::fit(QSize window) {
  for (const auto part : allParts) {
    auto& one = panel(part);
    one.isCramped =
        part == Part::sweep ? window.height() < leastHeight : window.width() < leastWidth;
    one.isAsked = one.isAsked && one.isCramped;
  }
  show();
}

bool Panels::isWanted(Part part) const {
  return panel(part).isCramped ? panel(part).isAsked : !m_document.workspace().isHidden(part);
}

void Panels::toggle(Part part) {
  auto& one = panel(part);
  if (one.isCramped) {
    one.isAsked = !one.isAsked;
    return show();
  }
  m_document.edit(tr("show or hide a panel"),
                  [part](Workspace& w) { w.setHidden(part, !w.isHidden(part)); });
}

void Panels::show() {
  for (const auto part : allParts) {
    const bool wanted = isWanted(part);
    panel(part).widget->setVisible(wanted);
    panel(part).action->setChecked(wanted);
  }
}

}  // namespace rho::workbench
