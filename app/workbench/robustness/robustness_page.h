// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "workbench/robustness/measurement.h"

class QAction;
class QMenu;
class QSplitter;
class QStackedWidget;
class QTabBar;

namespace rho::widgets {
class AccuracyPlot;
class ConfusionView;
class Figure;
class NetworkScatter;
class PairedBars;
class ReliabilityPlot;
}  // namespace rho::widgets

namespace rho::workbench {

class ClassTable;
class FragileList;
class JobTracker;
class MeasureForm;
class NetworkTable;

/// The Robustness perspective: what is measured, and what is known of each network while it is.
class RobustnessPage : public QWidget {
  Q_OBJECT
 public:
  static constexpr const char* lane = "robustness";
  static constexpr const char* exportLane = "export robustness";

  explicit RobustnessPage(JobTracker& tracker, QWidget* parent = nullptr);

  void addTo(QMenu& menu);
  void setDevice(const std::string& device) { m_device = device; }
  /// Networks that are open in Inspect.
  void setOpenNetworks(const QStringList& paths);
  void measure(MeasureRequest request);
  void stop();
  /// .csv, .html, or a picture (.png, .svg, .pdf) of the view that is shown.
  void exportTo(const QString& path);

  MeasureForm& form() const { return *m_form; }
  NetworkTable& table() const { return *m_table; }
  FragileList& images() const { return *m_images; }
  widgets::ConfusionView& confusion() const { return *m_confusion; }
  widgets::AccuracyPlot& curves() const { return *m_curves; }
  const std::vector<NetworkMeasurement>& networks() const { return m_networks; }
  void chooseView(int index);

 signals:
  /// label: the one that was measured, of a network with several.
  void imageChosen(const QString& address, const QString& network, const QString& label);
  void said(const QString& message);
  /// Somebody asked for something that is to be seen here.
  void wanted();

 private:
  enum View { curvesView, compareView, classesView, calibrationView };

  QWidget* buildViews();
  QWidget* buildResults();
  void buildActions();
  void connectParts();
  void takeImages(std::int64_t first, const std::vector<SampleImage>& images);
  void takeNetwork(std::size_t network, const NetworkMeasurement& measurement);
  void ended();
  void showAll();
  void showCurrent();
  void showEmptyTexts();
  void filterBy(int actual, int predicted);
  void updateActions();
  const NetworkMeasurement* current() const;
  std::vector<widgets::Figure*> figuresOf(int view) const;
  void askForExport(const QString& title, const QString& filter, const QString& name);

  JobTracker& m_tracker;
  std::string m_device = "cpu";
  MeasureRequest m_request;
  std::vector<NetworkMeasurement> m_networks;
  std::vector<SampleImage> m_samples;
  std::vector<int> m_confusionClasses;  ///< of the rows that are shown
  MeasureForm* m_form;
  QTabBar* m_tabs;
  QStackedWidget* m_views;
  widgets::AccuracyPlot* m_curves;
  widgets::NetworkScatter* m_scatter;
  widgets::PairedBars* m_bars;
  widgets::ConfusionView* m_confusion;
  ClassTable* m_classes;
  widgets::ReliabilityPlot* m_reliability;
  NetworkTable* m_table;
  FragileList* m_images;
  QAction* m_measure;
  QAction* m_stop;
  QAction* m_add;
  QAction* m_exportTable;
  QAction* m_exportFigure;
  QAction* m_exportReport;
};

}  // namespace rho::workbench
