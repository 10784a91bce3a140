// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <QSet>
#include <vector>

#include "workbench/train/run_watcher.h"

namespace rho::workbench {

/// The runs as a list. A checked run's curves are drawn, in the colour that the run keeps.
class RunListModel : public QAbstractListModel {
  Q_OBJECT
 public:
  enum Role { folderRole = Qt::UserRole, summaryRole, fractionRole, activeRole, colorRole };

  using QAbstractListModel::QAbstractListModel;

  /// Rows keep their place, selection and check mark as far as they are the same runs.
  void setRuns(const std::vector<RunRecordPtr>& runs);
  RunRecordPtr run(const QModelIndex& index) const;
  QModelIndex indexOf(const QString& folder) const;
  std::vector<RunRecordPtr> checkedRuns() const;
  void setChecked(const QString& folder, bool checked);
  /// Of classColor.
  int colorIndex(const QString& folder) const { return m_colors.value(folder, 0); }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 signals:
  void checkedChanged();

 private:
  int rowOf(const std::string& folder, int from) const;

  std::vector<RunRecordPtr> m_runs;
  QSet<QString> m_checked;
  QHash<QString, int> m_colors;
};

}  // namespace rho::workbench
