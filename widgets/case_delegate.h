// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace rho::widgets {

/// Draws a case: thumbnail, title, and below it what is known of it; or a heading above cases.
class CaseDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  enum Role {
    keyRole = Qt::UserRole,
    subtitleRole,
    thumbnailRole,
    headingRole,  ///< not null: this is a heading
    blindHeadingRole
  };

  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  static void paintHeading(QPainter& painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index);
};

}  // namespace rho::widgets
