// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QActionGroup>

#include "widgets/picture_view.h"

class QMenu;

namespace rho::widgets {
class TileGrid;
}

namespace rho::workbench {

/// What the left mouse button does in the pictures: window, zoom, pan, or one of the measurements.
class LeftTools : public QActionGroup {
  Q_OBJECT
 public:
  LeftTools(widgets::TileGrid& grid, widgets::PictureView& prior, QObject* parent);

  void addTo(QMenu& menu);
  QAction* windowTool() const { return actions().first(); }
  /// Those that measure.
  const QList<QAction*>& measuring() const { return m_measuring; }

 private:
  QAction* add(const QString& text, const QString& key, widgets::DragTool tool);
  void addMeasuring(image::MeasurementKind kind, const QString& shortText, const QString& key);
  void use(widgets::DragTool tool);

  widgets::TileGrid& m_grid;
  widgets::PictureView& m_prior;
  QList<QAction*> m_measuring;
};

}  // namespace rho::workbench
