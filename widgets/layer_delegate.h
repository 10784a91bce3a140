// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace rho::widgets {

/// A line of the list of layers: picture, name, mark, and at the right the shape.
class LayerDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  static constexpr int nameRole = Qt::UserRole + 1;
  static constexpr int shapeRole = Qt::UserRole + 2;
  static constexpr int markRole = Qt::UserRole + 3;
  static constexpr int noteRole = Qt::UserRole + 4;
  static constexpr int pictureSide = 30;

  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace rho::widgets
