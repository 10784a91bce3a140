// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <map>

#include "workbench/train/run_proposal.h"
#include "workbench/train/run_watcher.h"

class QAction;
class QListView;
class QMenu;
class QStackedWidget;
class QTabBar;

namespace rho::workbench {

class ComparisonView;
class CurveGrid;
class NewRunForm;
class RunComparer;
class RunDetails;
class RunListModel;
class SampleView;

/// The Train perspective: the runs, their curves and explanations, and a form for new ones.
class TrainPage : public QWidget {
  Q_OBJECT
 public:
  /// program: `rho`. jobs: where long ones are shown; without, one of the page's own.
  explicit TrainPage(const QString& program, JobTracker* jobs = nullptr, QWidget* parent = nullptr);

  /// Begins to follow the runs, and to start those that wait; again every so many milliseconds.
  void watch(int interval = 1000);
  void addTo(QMenu& menu);
  /// Chooses a run.
  void select(const QString& folder);
  /// Opens the form of a new run on it.
  void propose(const RunProposal& proposal);

  RunWatcher& watcher() { return *m_watcher; }
  RunListModel& model() { return *m_model; }
  CurveGrid& curves() { return *m_curves; }
  NewRunForm& form() { return *m_form; }
  ComparisonView& comparison() { return *m_comparison; }

 signals:
  /// Its network is to be looked at.
  void networkChosen(const QString& path);
  void failed(const QString& message);
  /// Somebody asked for something that is to be seen here.
  void wanted();

 private:
  enum View { curvesView, samplesView, comparisonView, formView };

  QWidget* buildList();
  QWidget* buildViews();
  void buildActions();
  void connectParts();
  void connectComparing();
  void tellFailures();
  void compareFinished();
  void showRuns();
  void showCurrent();
  void showComparison();
  void showCurves();
  RunRecordPtr current() const;
  void askForFolder();
  void stopCurrent();
  void resumeCurrent();
  void openCurrent();
  void removeCurrent();

  JobTracker* m_tracker;
  RunWatcher* m_watcher;
  RunListModel* m_model;
  QListView* m_list;
  QTabBar* m_tabs;
  QStackedWidget* m_views;
  CurveGrid* m_curves;
  SampleView* m_samples;
  ComparisonView* m_comparison;
  RunComparer* m_comparer;
  NewRunForm* m_form;
  RunDetails* m_details;
  QAction* m_new;
  QAction* m_add;
  QAction* m_logarithmic;
  QAction* m_stop;
  QAction* m_resume;
  QAction* m_open;
  QAction* m_remove;
  std::map<QString, QString> m_incomparable;  ///< by folder: why
  QString m_awaited;  ///< a run that was asked for here: chosen once it is listed
  bool m_hasShown = false;
};

}  // namespace rho::workbench
