// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "workbench/train/run_watcher.h"

class QLabel;
class QSlider;

namespace rho::widgets {
class FittedPicture;
}

namespace rho::workbench {

/// The pages of explanations that a run drew: the newest, or the one of a chosen epoch.
class SampleView : public QWidget {
  Q_OBJECT
 public:
  SampleView(JobTracker& tracker, QWidget* parent = nullptr);

  void showRun(const RunRecordPtr& run);
  widgets::FittedPicture& picture() const { return *m_picture; }

 private:
  static constexpr const char* lane = "sample";
  void showPage(int index);

  JobTracker& m_tracker;
  RunRecordPtr m_run;
  std::string m_shown;  ///< file
  QSlider* m_epochs;
  QLabel* m_epoch;
  widgets::FittedPicture* m_picture;
};

}  // namespace rho::workbench
