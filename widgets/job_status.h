// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

class QLabel;
class QProgressBar;
class QToolButton;

namespace rho::widgets {

/// What is being computed, how far it is, how long it still takes, and a button that stops it.
class JobStatus : public QWidget {
  Q_OBJECT
 public:
  explicit JobStatus(QWidget* parent = nullptr);

  /// fraction: 0 to 1.
  void showProgress(const QString& stage, double fraction, std::optional<double> secondsLeft);
  void showIdle(const QString& text = {});
  QString text() const;

 signals:
  void cancelRequested();

 private:
  QLabel* m_text;
  QProgressBar* m_bar;
  QToolButton* m_cancel;
};

}  // namespace rho::widgets
