// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <functional>

#include "workbench/annotate/project_desk.h"

class QCheckBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace rho::workbench {

/// What a new annotation project is made of: where it is kept, its classes, its images.
class NewProjectDialog : public QDialog {
  Q_OBJECT
 public:
  explicit NewProjectDialog(QWidget* parent);

  NewProject request() const;

 private:
  QWidget* withButton(QLineEdit* field, const QString& help, const std::function<QString()>& ask);
  void showWhatIsMissing();

  QLineEdit* m_file;
  QLineEdit* m_classes;
  QCheckBox* m_isMultiLabel;
  QSpinBox* m_readers;
  QLineEdit* m_images;
  QPushButton* m_accept;
};

}  // namespace rho::workbench
