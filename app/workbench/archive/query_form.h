// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "archive/query.h"

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLineEdit;
class QPushButton;

namespace rho::workbench {

/// What studies are looked for.
class QueryForm : public QWidget {
  Q_OBJECT
 public:
  explicit QueryForm(QWidget* parent = nullptr);

  archive::StudyQuery query() const;
  void setQuery(const QString& patientName, const QString& patientId, const QString& modality);
  void setDays(QDate from, QDate to);
  void setBusy(bool busy);

 signals:
  void searchRequested();

 private:
  QLineEdit* m_name;
  QLineEdit* m_id;
  QCheckBox* m_byDate;
  QDateEdit* m_from;
  QDateEdit* m_to;
  QComboBox* m_modality;
  QPushButton* m_search;
};

}  // namespace rho::workbench
