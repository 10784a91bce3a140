// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <QImage>
#include <vector>

#include "workbench/annotate/annotated_case.h"

namespace rho::workbench {

/// The cases of a list, for widgets::CaseDelegate. Small pictures are asked for when they are seen.
class QueueModel : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;

  void setRows(std::vector<CaseRow> rows);
  const std::vector<CaseRow>& rows() const { return m_rows; }
  /// Of a case that the list shows; it stays in its place.
  void updateRow(const CaseRow& row);
  /// -1 where the list does not show it.
  int placeOf(annotation::Id id) const { return m_places.value(id, -1); }
  void setThumbnail(annotation::Id id, const QImage& thumbnail);
  void forgetThumbnails();

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 signals:
  void thumbnailWanted(rho::annotation::Id id, const QString& path) const;

 private:
  QImage thumbnailOf(const CaseRow& row) const;

  std::vector<CaseRow> m_rows;
  QHash<annotation::Id, int> m_places;
  QHash<annotation::Id, QImage> m_thumbnails;
};

}  // namespace rho::workbench
