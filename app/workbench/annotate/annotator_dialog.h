// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "annotation/annotation.h"

class QComboBox;
class QPushButton;

namespace rho::workbench {

/// Who annotates: somebody whom the project knows, or a new name with a role.
class AnnotatorDialog : public QDialog {
  Q_OBJECT
 public:
  AnnotatorDialog(const std::vector<annotation::Annotator>& known, const QString& name,
                  QWidget* parent);

  QString name() const;
  annotation::Role role() const;

 private:
  void showRole();

  std::vector<annotation::Annotator> m_known;
  QComboBox* m_names;
  QComboBox* m_roles;
  QPushButton* m_accept;
};

}  // namespace rho::workbench
