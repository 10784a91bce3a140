// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "workbench/train/run_watcher.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace rho::workbench {

/// What a training has changed: the network before and the one after it, on images that were kept
/// from the training.
class ComparisonView : public QWidget {
  Q_OBJECT
 public:
  explicit ComparisonView(QWidget* parent = nullptr);

  /// progress: of the comparison, while it is made. failure: why it could not be made.
  void showRun(const RunRecordPtr& run, std::optional<double> progress, const QString& failure);
  QTableWidget& table() const { return *m_table; }
  /// Compares, or stops it.
  QPushButton& button() const { return *m_button; }

 signals:
  void compareRequested();
  void stopRequested();

 private:
  void showFigures(const training::Comparison& comparison);
  QString textOf(const RunRecordPtr& run, const QString& failure) const;

  QLabel* m_title;
  QLabel* m_text;
  QTableWidget* m_table;
  QLabel* m_note;
  QProgressBar* m_progress;
  QPushButton* m_button;
  bool m_isComparing = false;
};

}  // namespace rho::workbench
