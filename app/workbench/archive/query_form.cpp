// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/archive/query_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace rho::workbench {

namespace {

constexpr int longestText = 64;

QLineEdit* makeField(const QString& name, const QString& help) {
  auto* field = new QLineEdit;
  field->setAccessibleName(name);
  field->setPlaceholderText(name);
  field->setToolTip(help);
  field->setMaxLength(longestText);
  field->setClearButtonEnabled(true);
  return field;
}

QDateEdit* makeDay(const QString& name, QDate day) {
  auto* edit = new QDateEdit(day);
  edit->setAccessibleName(name);
  edit->setCalendarPopup(true);
  edit->setEnabled(false);
  return edit;
}

}  // namespace

QueryForm::QueryForm(QWidget* parent)
    : QWidget(parent),
      m_name(
          makeField(tr("Patient's name"),
                    tr("What it begins with: family name, given name; * stands for any letters"))),
      m_id(makeField(tr("Patient ID"), tr("The whole of it; * stands for any letters"))),
      m_byDate(new QCheckBox(tr("Studies of"))),
      m_from(makeDay(tr("First day"), QDate::currentDate().addDays(-7))),
      m_to(makeDay(tr("Last day"), QDate::currentDate())),
      m_modality(new QComboBox),
      m_search(new QPushButton(tr("&Search"))) {
  m_modality->setEditable(true);
  m_modality->setMinimumContentsLength(12);
  m_modality->addItems({QString(), "DX", "CR", "MG", "RF", "XA", "CT", "MR", "US"});
  m_modality->lineEdit()->setPlaceholderText(tr("any modality"));
  m_modality->setAccessibleName(tr("Modality"));
  m_search->setDefault(true);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->addWidget(m_name, 0, 0, 1, 2);
  grid->addWidget(m_id, 0, 2, 1, 2);
  grid->addWidget(m_modality, 0, 4);
  grid->addWidget(m_byDate, 1, 0);
  grid->addWidget(m_from, 1, 1);
  grid->addWidget(new QLabel(tr("to")), 1, 2, Qt::AlignRight);
  grid->addWidget(m_to, 1, 3);
  grid->addWidget(m_search, 1, 4);
  grid->setColumnStretch(1, 1);
  grid->setColumnStretch(3, 1);
  for (auto* day : {m_from, m_to})
    connect(m_byDate, &QCheckBox::toggled, day, &QWidget::setEnabled);
  // Return searches again once something else is asked.
  for (auto* field : {m_name, m_id, m_modality->lineEdit()})
    connect(field, &QLineEdit::textEdited, m_search, [this] { m_search->setDefault(true); });
  connect(m_search, &QPushButton::clicked, this, &QueryForm::searchRequested);
}

archive::StudyQuery QueryForm::query() const {
  archive::StudyQuery query;
  query.patientName = m_name->text().toStdString();
  query.patientId = m_id->text().trimmed().toStdString();
  query.modality = m_modality->currentText().trimmed().toUpper().toStdString();
  if (!m_byDate->isChecked()) return query;
  query.from = m_from->date().toString(QStringLiteral("yyyyMMdd")).toStdString();
  query.to = m_to->date().toString(QStringLiteral("yyyyMMdd")).toStdString();
  return query;
}

void QueryForm::setQuery(const QString& patientName, const QString& patientId,
                         const QString& modality) {
  m_name->setText(patientName);
  m_id->setText(patientId);
  m_modality->setCurrentText(modality);
}

void QueryForm::setDays(QDate from, QDate to) {
  m_byDate->setChecked(true);
  m_from->setDate(from);
  m_to->setDate(to);
}

void QueryForm::setBusy(bool busy) { m_search->setEnabled(!busy); }

}  // namespace rho::workbench
