// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>
#include <optional>

#include "workbench/document/workspace.h"

class QComboBox;
class QHBoxLayout;
class QVBoxLayout;

namespace rho::widgets {
class ConfidencePlot;
class FilmStrip;
class PlotLegend;
class RhoControl;
class TileGrid;
}  // namespace rho::widgets

namespace rho::workbench {

class Document;
class Inspector;

/// The centre of the window: the tiles of one case, a row for each network, and below them the
/// sweep over ρ of one network. It shows document and inspector, and edits the document.
class InspectPage : public QWidget {
  Q_OBJECT
 public:
  InspectPage(Document& document, Inspector& inspector, QWidget* parent = nullptr);

  /// What stands in tiles that have no picture yet.
  void setWaitingText(const QString& text);
  /// Puts a bar above the tiles, or another picture beside them; they come and go as they like.
  void setAbove(QWidget* bar);
  void setBeside(QWidget* picture);
  widgets::TileGrid& grid() const { return *m_tiles; }
  widgets::ConfidencePlot& plot() const { return *m_plot; }
  widgets::RhoControl& rhoControl() const { return *m_rho; }
  /// Whether the wheel over the image goes through a stack of images, as told by whoever knows.
  void setInStack(bool on) { m_isInStack = on; }
  /// Film and curves, without the slider.
  QWidget& sweepDetails() const { return *m_details; }

 public slots:
  /// Shows everything anew, soon: what comes quickly one after the other is shown together.
  void refreshSoon();
  void play(bool on);

 signals:
  void rhoSettled(double rho);
  void stackStepped(int images);  ///< by the wheel over the image itself; positive is onwards
  void hovered(QPointF position, const QString& tile, const QString& row);
  void left();
  void tileMenuRequested(const QString& tile, QPoint globalPosition, const QString& row);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget* buildSweep();
  QWidget* buildDetails();
  void connectSweep();
  void connectTiles();
  void endGesture();
  void showWorkspace();
  void arrangeTiles();
  void refresh();
  void showSweep();
  void showTiles();
  void showClasses();

  Document& m_document;
  Inspector& m_inspector;
  widgets::TileGrid* m_tiles;
  QVBoxLayout* m_upper;  ///< a bar and the row of pictures
  QHBoxLayout* m_row;    ///< tiles, and what is beside them
  widgets::RhoControl* m_rho;
  QComboBox* m_directions;
  QComboBox* m_classes;
  QWidget* m_details;
  widgets::FilmStrip* m_film;
  widgets::ConfidencePlot* m_plot;
  widgets::PlotLegend* m_legend;
  std::vector<TileSetting> m_arranged;  ///< the tiles that the grid holds
  std::optional<Workspace> m_shown;
  QString m_waiting;
  bool m_isInStack = false;
  QTimer m_refresh;
  QTimer m_gesture;  ///< since the last change by hand
};

}  // namespace rho::workbench
