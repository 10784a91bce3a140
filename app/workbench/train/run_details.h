// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include "workbench/train/run_watcher.h"

class QLabel;
class QVBoxLayout;

namespace rho::widgets {
class ElidedLabel;
class FactList;
}  // namespace rho::widgets

namespace rho::workbench {

/// One run: how it does, why it ended, and what can be done with it.
class RunDetails : public QScrollArea {
  Q_OBJECT
 public:
  explicit RunDetails(QWidget* parent = nullptr);

  /// Null: none is chosen.
  void showRun(const RunRecordPtr& run);
  /// For what can be done with the run: a button that is seen while the action is enabled.
  void addButton(QAction* action);

 private:
  widgets::ElidedLabel* m_name;
  QLabel* m_reason;
  widgets::FactList* m_facts;
  QVBoxLayout* m_buttons;
};

}  // namespace rho::workbench
