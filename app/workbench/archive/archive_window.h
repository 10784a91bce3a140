// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "archive/query.h"
#include "archive/retrieve.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;
class QTabWidget;

namespace rho::workbench {

class ArchiveForm;
class JobTracker;
class QueryForm;
class StudyTable;

/// Searches an archive, brings studies, and sends files: beside the main window, which stays
/// usable. What goes wrong is said in place.
class ArchiveWindow : public QDialog {
  Q_OBJECT
 public:
  static constexpr const char* lane = "archive";

  ArchiveWindow(JobTracker& tracker, QWidget* parent);

  ArchiveForm& settings() const { return *m_settings; }
  QueryForm& queryForm() const { return *m_query; }
  QTableView& results() const { return *m_results; }
  QString message() const;

  void check();
  void search();
  /// Brings the chosen study.
  void retrieveChosen();
  void sendFiles(const QStringList& files);
  void stop();

 signals:
  /// A folder with the images of a study.
  void studyRetrieved(const QString& folder);

 private:
  QWidget* buildSearch();
  QWidget* buildFoot();
  void connectParts();
  void connectTracker();
  void start(const QString& title);
  void end();
  void say(const QString& text, bool isFailure = false);
  void showFound(const archive::FoundStudies& found);
  void showRetrieved(const archive::Retrieved& got);
  void showWhatCanBeDone();
  void askForFiles();

  JobTracker& m_tracker;
  QTabWidget* m_pages;
  ArchiveForm* m_settings;
  QueryForm* m_query;
  StudyTable* m_table;
  QTableView* m_results;
  QLabel* m_message;
  QProgressBar* m_progress;
  QPushButton* m_retrieve;
  QPushButton* m_send;
  QPushButton* m_stop;
  bool m_isBusy = false;
};

}  // namespace rho::workbench
