// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/annotator_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

#include "workbench/annotate/annotate_texts.h"

namespace rho::workbench {

using annotation::Role;

AnnotatorDialog::AnnotatorDialog(const std::vector<annotation::Annotator>& known,
                                 const QString& name, QWidget* parent)
    : QDialog(parent), m_known(known), m_names(new QComboBox), m_roles(new QComboBox) {
  setWindowTitle(tr("Who are you?"));
  setMinimumWidth(360);
  m_names->setEditable(true);
  m_names->setInsertPolicy(QComboBox::NoInsert);
  m_names->setAccessibleName(tr("Name"));
  for (const auto& one : m_known)
    if (one.role != Role::source) m_names->addItem(QString::fromStdString(one.name));
  m_names->setCurrentText(name);
  m_names->lineEdit()->setPlaceholderText(tr("your name, or a pseudonym"));
  m_roles->setAccessibleName(tr("Role"));
  for (const auto role : {Role::reader, Role::adjudicator})
    m_roles->addItem(roleText(role), static_cast<int>(role));
  auto* explanation = new QLabel(
      tr("Readers see nobody else's answers. An adjudicator sees all readers and decides where "
         "they disagree."));
  explanation->setWordWrap(true);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  m_accept = buttons->button(QDialogButtonBox::Ok);
  auto* form = new QFormLayout(this);
  form->addRow(tr("&Name"), m_names);
  form->addRow(tr("&Role"), m_roles);
  form->addRow(explanation);
  form->addRow(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_names, &QComboBox::editTextChanged, this, &AnnotatorDialog::showRole);
  showRole();
  m_names->lineEdit()->selectAll();
}

QString AnnotatorDialog::name() const { return m_names->currentText().trimmed(); }

Role AnnotatorDialog::role() const { return static_cast<Role>(m_roles->currentData().toInt()); }

/// A role stays as long as the project.
void AnnotatorDialog::showRole() {
  const auto found = std::find_if(m_known.begin(), m_known.end(), [this](const auto& one) {
    return QString::fromStdString(one.name) == name();
  });
  const bool isKnown = found != m_known.end();
  if (isKnown) m_roles->setCurrentIndex(m_roles->findData(static_cast<int>(found->role)));
  m_roles->setEnabled(!isKnown);
  m_accept->setEnabled(!name().isEmpty() && !(isKnown && found->role == Role::source));
}

}  // namespace rho::workbench
