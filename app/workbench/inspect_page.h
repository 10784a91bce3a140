// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "workbench/inspection.h"

class QComboBox;

namespace rho::widgets {
class ConfidencePlot;
class FilmStrip;
class PlotLegend;
class RhoControl;
class TileGrid;
}  // namespace rho::widgets

namespace rho::workbench {

/// The centre of the window: the tiles of one case, and below them the sweep over ρ.
class InspectPage : public QWidget {
  Q_OBJECT
 public:
  explicit InspectPage(QWidget* parent = nullptr);

  /// Shows the whole state; what did not change costs little.
  void show(const Inspection& state);
  /// What stands in tiles that have no picture yet.
  void setWaitingText(const QString& text);
  double rho() const;
  Direction direction() const { return m_direction; }

 signals:
  void rhoMoved(double rho);
  void rhoSettled(double rho);
  void targetChosen(int classIndex);
  void hovered(QPointF position);  ///< relative to the image
  void left();

 private:
  QWidget* buildSweep();
  void connectParts();
  void showTiles();
  void showClasses();
  void setDirection(Direction direction);

  widgets::TileGrid* m_tiles;
  widgets::RhoControl* m_rho;
  QComboBox* m_directions;
  QComboBox* m_classes;
  widgets::FilmStrip* m_film;
  widgets::ConfidencePlot* m_plot;
  widgets::PlotLegend* m_legend;
  Inspection m_state;  // a copy: pictures and matrices are shared
  Direction m_direction = Direction::raise;
  QString m_waiting;
};

}  // namespace rho::workbench
