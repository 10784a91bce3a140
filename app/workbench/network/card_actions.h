// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace rho::workbench {

class CardDialog;
class Inspector;
class JobTracker;

/// The form of a network's card: comes by itself for networks that open only with one, and when it
/// is asked for. A network whose card was saved is opened anew.
class CardActions : public QObject {
  Q_OBJECT
 public:
  CardActions(Inspector& inspector, JobTracker& tracker, QWidget& window);

  /// The form for the current network.
  void editCurrent();
  /// The one that is open; null where none is.
  CardDialog* dialog() const;

 signals:
  /// A network that is not in the window has got the card that it lacked.
  void networkCompleted(const QString& path);
  void said(const QString& message);

 private:
  void edit(const QString& path, const QString& reason);
  void showCase();
  void takeSaved(const QString& path);

  Inspector& m_inspector;
  JobTracker& m_tracker;
  QWidget& m_window;
  QPointer<CardDialog> m_dialog;
};

}  // namespace rho::workbench
