// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/queue_model.h"

#include <QFileInfo>

#include "widgets/case_delegate.h"
#include "workbench/annotate/annotate_texts.h"

namespace rho::workbench {

using widgets::CaseDelegate;

void QueueModel::setRows(std::vector<CaseRow> rows) {
  beginResetModel();
  m_rows = std::move(rows);
  m_places.clear();
  for (std::size_t i = 0; i < m_rows.size(); ++i) m_places[m_rows[i].id] = static_cast<int>(i);
  endResetModel();
}

void QueueModel::updateRow(const CaseRow& row) {
  const int place = placeOf(row.id);
  if (place < 0) return;
  m_rows[static_cast<std::size_t>(place)] = row;
  emit dataChanged(index(place), index(place));
}

void QueueModel::setThumbnail(annotation::Id id, const QImage& thumbnail) {
  m_thumbnails[id] = thumbnail;
  const int place = placeOf(id);
  if (place >= 0) emit dataChanged(index(place), index(place), {CaseDelegate::thumbnailRole});
}

void QueueModel::forgetThumbnails() { m_thumbnails.clear(); }

int QueueModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QImage QueueModel::thumbnailOf(const CaseRow& row) const {
  const auto found = m_thumbnails.find(row.id);
  if (found != m_thumbnails.end()) return *found;
  emit thumbnailWanted(row.id, row.path);
  return {};
}

QVariant QueueModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto& row = m_rows[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return QFileInfo(row.path).fileName();
    case Qt::ToolTipRole:
      return row.path + "\n" + rowText(row);
    case Qt::AccessibleDescriptionRole:
    case CaseDelegate::subtitleRole:
      return rowText(row);
    case CaseDelegate::keyRole:
      return QVariant::fromValue(row.id);
    case CaseDelegate::thumbnailRole:
      return thumbnailOf(row);
    default:
      return {};
  }
}

}  // namespace rho::workbench
