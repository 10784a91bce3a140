// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/desk/left_tools.h"

#include <QMenu>

#include "widgets/tile_grid.h"
#include "workbench/desk/measurement_texts.h"

namespace rho::workbench {

using image::MeasurementKind;
using widgets::DragTool;

LeftTools::LeftTools(widgets::TileGrid& grid, widgets::PictureView& prior, QObject* parent)
    : QActionGroup(parent), m_grid(grid), m_prior(prior) {
  auto* window = add(tr("Window and level"), tr("W"), DragTool::window);
  window->setIconText(tr("W/L", "window and level"));
  window->setChecked(true);
  add(tr("Zoom"), tr("Z"), DragTool::zoom);
  add(tr("Pan"), tr("P"), DragTool::pan);
  addMeasuring(MeasurementKind::length, tr("Length"), tr("L"));
  addMeasuring(MeasurementKind::angle, tr("Angle"), tr("A"));
  addMeasuring(MeasurementKind::ratio, tr("CTR", "cardiothoracic ratio"), tr("C"));
  addMeasuring(MeasurementKind::rectangle, QString::fromUtf8("□"), tr("B"));
  addMeasuring(MeasurementKind::ellipse, QString::fromUtf8("○"), tr("O"));
}

QAction* LeftTools::add(const QString& text, const QString& key, DragTool tool) {
  auto* action = new QAction(text, this);
  action->setShortcut(QKeySequence(key));
  action->setCheckable(true);
  addAction(action);
  connect(action, &QAction::triggered, this, [this, tool] { use(tool); });
  return action;
}

void LeftTools::addMeasuring(MeasurementKind kind, const QString& shortText, const QString& key) {
  auto* action = add(tr("Measure: %1").arg(measurementName(kind)), key, DragTool::measure);
  action->setIconText(shortText);
  connect(action, &QAction::triggered, this, [this, kind] {
    m_grid.setMeasuring(kind);
    m_prior.setMeasuring(kind);
  });
  m_measuring << action;
}

void LeftTools::use(DragTool tool) {
  m_grid.setLeftTool(tool);
  m_prior.setLeftTool(tool);
}

void LeftTools::addTo(QMenu& menu) {
  for (auto* action : actions()) {
    if (action == m_measuring.first()) menu.addSeparator();
    menu.addAction(action);
  }
}

}  // namespace rho::workbench
