// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <map>
#include <vector>

#include "widgets/job_entry.h"

class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace rho::widgets {

class JobRow;

/// Pops up with the list of everything that runs and of what failed. Esc, Ctrl+J or a click beside
/// it close it; what it lists goes on.
class JobPanel : public QFrame {
  Q_OBJECT
 public:
  explicit JobPanel(QWidget* parent = nullptr);

  /// Rows of jobs that are still there stay the same widgets: a button can be hit while they
  /// change.
  void setJobs(const std::vector<JobEntry>& jobs);

 signals:
  void cancelRequested(const QString& key);
  void dismissRequested(const QString& key);
  void cancelAllRequested();
  void heightChanged();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  JobRow* addRow(const JobEntry& job);
  void removeMissing(const std::vector<JobEntry>& jobs);
  void fitHeight();

  QToolButton* m_cancelAll;
  QLabel* m_empty;
  QScrollArea* m_scroll;
  QVBoxLayout* m_list;
  std::map<QString, JobRow*> m_rows;
};

}  // namespace rho::widgets
