// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "archive/query.h"

namespace rho::workbench {

/// The studies that an archive knows, for a table; without names and IDs where the user hides them.
class StudyTable : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { date, patient, patientId, modalities, description, images, columns };

  using QAbstractTableModel::QAbstractTableModel;

  void show(std::vector<archive::FoundStudy> studies);
  const archive::FoundStudy& study(int row) const {
    return m_studies[static_cast<std::size_t>(row)];
  }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation,
                      int role = Qt::DisplayRole) const override;

 private:
  std::vector<archive::FoundStudy> m_studies;
  bool m_isBlind = false;
};

/// "Doe, Jo" of "Doe^Jo", "29 Feb 2024" of "20240229".
QString shownName(const std::string& name);
QString shownDate(const std::string& date);

}  // namespace rho::workbench
