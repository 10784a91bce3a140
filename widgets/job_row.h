// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/job_entry.h"

class QLabel;
class QProgressBar;
class QToolButton;

namespace rho::widgets {

class ElidedLabel;

/// A job in the list of jobs: what it does, how far it is, and a button that ends it or, once it
/// has failed, dismisses it.
class JobRow : public QWidget {
  Q_OBJECT
 public:
  explicit JobRow(const JobEntry& job, QWidget* parent = nullptr);

  void showJob(const JobEntry& job);

 signals:
  void buttonClicked();

 private:
  ElidedLabel* m_title;
  ElidedLabel* m_progress;
  QLabel* m_error;
  QProgressBar* m_bar;
  QToolButton* m_button;
};

/// A thin bar without text; its value goes from 0 to jobBarParts.
inline constexpr int jobBarParts = 1000;
QProgressBar* makeJobBar();
void showFraction(QProgressBar& bar, double fraction);

}  // namespace rho::widgets
