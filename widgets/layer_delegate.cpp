// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/layer_delegate.h"

#include <QIcon>
#include <QPainter>

#include "widgets/colors.h"

namespace rho::widgets {

namespace {

constexpr int margin = 4;
constexpr int gap = 10;

/// Draws text at the left of area and takes it away.
void drawPart(QPainter& painter, QRect& area, const QString& text, const QColor& color) {
  if (text.isEmpty()) return;
  painter.setPen(color);
  const auto shown = painter.fontMetrics().elidedText(text, Qt::ElideMiddle, area.width());
  painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, shown);
  area.setLeft(area.left() + painter.fontMetrics().horizontalAdvance(shown) + gap);
}

void drawPicture(QPainter& painter, const QRect& frame, const QIcon& icon,
                 const QPalette& palette) {
  if (!icon.isNull()) return icon.paint(&painter, frame);
  painter.setPen(QPen(outline(palette), 1, Qt::DotLine));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(frame.adjusted(0, 0, -1, -1));
}

}  // namespace

void LayerDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
  const bool selected = option.state & QStyle::State_Selected;
  const auto& palette = option.palette;
  painter->save();
  painter->setFont(option.font);
  painter->fillRect(option.rect, palette.color(selected ? QPalette::Highlight : QPalette::Base));
  const QColor text = palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
  const QColor muted = selected ? text : mutedText(palette);
  QRect area = option.rect.adjusted(margin, 0, -margin - 2, 0);
  const QRect frame(area.left(), area.center().y() - pictureSide / 2, pictureSide, pictureSide);
  drawPicture(*painter, frame, index.data(Qt::DecorationRole).value<QIcon>(), palette);
  area.setLeft(frame.right() + gap);
  const auto shape = index.data(shapeRole).toString();
  painter->setPen(muted);
  painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, shape);
  area.setRight(area.right() - option.fontMetrics.horizontalAdvance(shape) - gap);
  const auto mark = index.data(markRole).toString(), note = index.data(noteRole).toString();
  QRect nameArea = area;
  nameArea.setRight(area.right() - option.fontMetrics.horizontalAdvance(mark + note));
  drawPart(*painter, nameArea, index.data(nameRole).toString(), mark.isEmpty() ? text : muted);
  area.setLeft(nameArea.left());
  drawPart(*painter, area, note, muted);
  drawPart(*painter, area, mark, selected ? text : attention(palette));
  painter->restore();
}

QSize LayerDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  int width = 2 * margin + pictureSide + gap;
  for (const int role : {nameRole, noteRole, markRole, shapeRole})
    width += option.fontMetrics.horizontalAdvance(index.data(role).toString()) + gap;
  return {width, pictureSide + 2 * margin};
}

}  // namespace rho::widgets
