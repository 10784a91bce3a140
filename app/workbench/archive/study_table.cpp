// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/archive/study_table.h"

#include <QDate>
#include <QLocale>

#include "workbench/document/privacy.h"

namespace rho::workbench {

QString shownName(const std::string& name) {
  // The first of its three ways of writing: alphabetic, ideographic, phonetic.
  const auto parts = QString::fromStdString(name).section('=', 0, 0).split('^');
  QStringList given = parts.mid(1);
  given.removeAll({});
  return given.isEmpty() ? parts.first() : parts.first() + ", " + given.join(' ');
}

QString shownDate(const std::string& date) {
  const auto day = QDate::fromString(QString::fromStdString(date), QStringLiteral("yyyyMMdd"));
  return day.isValid() ? QLocale().toString(day, QLocale::ShortFormat)
                       : QString::fromStdString(date);
}

void StudyTable::show(std::vector<archive::FoundStudy> studies) {
  beginResetModel();
  m_isBlind = hidesNames();
  m_studies = std::move(studies);
  endResetModel();
}

int StudyTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_studies.size());
}

int StudyTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant StudyTable::data(const QModelIndex& index, int role) const {
  if (role == Qt::TextAlignmentRole && index.column() == images)
    return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  const auto& study = this->study(index.row());
  switch (index.column()) {
    case date:
      return shownDate(study.date);
    case patient:
      return m_isBlind ? tr("hidden") : shownName(study.patientName);
    case patientId:
      return m_isBlind ? tr("hidden") : QString::fromStdString(study.patientId);
    case modalities: {
      QStringList list;
      for (const auto& one : study.modalities) list << QString::fromStdString(one);
      return list.join(", ");
    }
    case description:
      return QString::fromStdString(study.description);
    default:
      return study.instances > 0 ? QVariant::fromValue<qlonglong>(study.instances) : QVariant();
  }
}

QVariant StudyTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role == Qt::TextAlignmentRole && section == images)
    return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  const QString names[] = {tr("Date"),       tr("Patient"),     tr("Patient ID"),
                           tr("Modalities"), tr("Description"), tr("Images")};
  return names[section];
}

}  // namespace rho::workbench
