// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "workbench/annotate/training_set.h"

class QLineEdit;
class QPushButton;
class QSpinBox;

namespace rho::workbench {

/// Where the labels of a project are written for a training, and how many are kept from it.
class TrainingSetDialog : public QDialog {
  Q_OBJECT
 public:
  /// network: the name of the one that is trained again; empty: none is open.
  TrainingSetDialog(const QString& network, QWidget* parent);

  QString folder() const;
  void setFolder(const QString& folder);
  /// A share, 0 to 1.
  double heldOut() const;

 private:
  QWidget* buildFolder();

  QLineEdit* m_folder;
  QSpinBox* m_heldOut;
  QPushButton* m_accept;
};

}  // namespace rho::workbench
