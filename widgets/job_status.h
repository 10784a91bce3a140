// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "widgets/job_entry.h"

class QProgressBar;
class QToolButton;

namespace rho::widgets {

class JobPanel;

/// What is being computed, how far it is, how long it still takes, and a button that stops it; a
/// click on the words opens the list of all jobs above them.
class JobStatus : public QWidget {
  Q_OBJECT
 public:
  explicit JobStatus(QWidget* parent = nullptr);

  /// In the order in which they were begun; the words tell of the first that somebody waits for, so
  /// that they do not jump between jobs.
  void setJobs(const std::vector<JobEntry>& jobs);
  /// What stands there while nothing runs, as "Stopped"; empty: that it is ready.
  void setIdleText(const QString& text);
  QString text() const;

  JobPanel& panel() const { return *m_panel; }
  void togglePanel();

 signals:
  void cancelRequested();  ///< of everything
  void cancelJobRequested(const QString& key);
  void dismissRequested(const QString& key);

 private:
  void showSummary();
  void showText(const QString& text, bool failed);
  void placePanel();

  QToolButton* m_text;
  QProgressBar* m_bar;
  QToolButton* m_cancel;
  JobPanel* m_panel;
  std::vector<JobEntry> m_jobs;
  QString m_idle;
};

}  // namespace rho::widgets
