// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/run_list_model.h"

#include <algorithm>

#include "workbench/train/run_texts.h"

namespace rho::workbench {

namespace {

QString keyOf(const RunRecord& run) { return QString::fromStdString(run.folder); }

}  // namespace

int RunListModel::rowOf(const std::string& folder, int from) const {
  for (auto row = static_cast<std::size_t>(from); row < m_runs.size(); ++row)
    if (m_runs[row]->folder == folder) return static_cast<int>(row);
  return -1;
}

void RunListModel::setRuns(const std::vector<RunRecordPtr>& runs) {
  for (int row = rowCount() - 1; row >= 0; --row) {
    const auto& folder = m_runs[static_cast<std::size_t>(row)]->folder;
    if (std::any_of(runs.begin(), runs.end(), [&](const auto& r) { return r->folder == folder; }))
      continue;
    beginRemoveRows({}, row, row);
    m_runs.erase(m_runs.begin() + row);
    endRemoveRows();
  }
  for (int row = 0; row < static_cast<int>(runs.size()); ++row) {
    const auto& wanted = runs[static_cast<std::size_t>(row)];
    const int there = rowOf(wanted->folder, row);
    if (there < 0) {
      beginInsertRows({}, row, row);
      m_runs.insert(m_runs.begin() + row, wanted);
      m_colors.insert(keyOf(*wanted), m_colors.value(keyOf(*wanted), int(m_colors.size())));
      endInsertRows();
      continue;
    }
    if (there > row) {
      beginMoveRows({}, there, there, {}, row);
      std::rotate(m_runs.begin() + row, m_runs.begin() + there, m_runs.begin() + there + 1);
      endMoveRows();
    }
    auto& shown = m_runs[static_cast<std::size_t>(row)];
    if (shown == wanted) continue;
    shown = wanted;
    emit dataChanged(index(row), index(row));
  }
}

RunRecordPtr RunListModel::run(const QModelIndex& index) const {
  return index.isValid() && checkIndex(index) ? m_runs[static_cast<std::size_t>(index.row())]
                                              : nullptr;
}

QModelIndex RunListModel::indexOf(const QString& folder) const {
  const int row = rowOf(folder.toStdString(), 0);
  return row < 0 ? QModelIndex() : index(row);
}

std::vector<RunRecordPtr> RunListModel::checkedRuns() const {
  std::vector<RunRecordPtr> runs;
  for (const auto& run : m_runs)
    if (m_checked.contains(keyOf(*run))) runs.push_back(run);
  return runs;
}

void RunListModel::setChecked(const QString& folder, bool checked) {
  if (m_checked.contains(folder) == checked) return;
  checked ? void(m_checked.insert(folder)) : void(m_checked.remove(folder));
  if (const auto at = indexOf(folder); at.isValid()) emit dataChanged(at, at, {Qt::CheckStateRole});
  emit checkedChanged();
}

int RunListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
  const auto record = run(index);
  if (!record) return {};
  const auto folder = keyOf(*record);
  switch (role) {
    case Qt::DisplayRole:
      return QString::fromStdString(record->name);
    case Qt::AccessibleTextRole:
      return QString::fromStdString(record->name) + ", " + summaryOf(*record);
    case Qt::ToolTipRole: {
      const auto explanation = phaseExplanation(record->phase);
      return explanation.isEmpty() ? folder : folder + "\n" + explanation;
    }
    case Qt::CheckStateRole:
      return m_checked.contains(folder) ? Qt::Checked : Qt::Unchecked;
    case folderRole:
      return folder;
    case summaryRole:
      return summaryOf(*record);
    case fractionRole:
      return record->fraction();
    case activeRole:
      return isActive(record->phase);
    case colorRole:
      return colorIndex(folder);
    default:
      return {};
  }
}

bool RunListModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  const auto record = run(index);
  if (!record || role != Qt::CheckStateRole) return false;
  setChecked(keyOf(*record), value.toInt() == Qt::Checked);
  return true;
}

Qt::ItemFlags RunListModel::flags(const QModelIndex& index) const {
  const auto usual = QAbstractListModel::flags(index);
  return index.isValid() ? usual | Qt::ItemIsUserCheckable : usual;
}

}  // namespace rho::workbench
