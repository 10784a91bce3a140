// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/run_delegate.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "widgets/colors.h"
#include "widgets/fonts.h"
#include "workbench/train/run_list_model.h"

namespace rho::workbench {

namespace {

using namespace widgets;

constexpr int margin = 7;
constexpr int boxSide = 14;
constexpr int barHeight = 3;

QRect boxIn(const QRect& row, const QFontMetrics& title) {
  return {row.left() + margin, row.top() + margin + (title.height() - boxSide) / 2, boxSide,
          boxSide};
}

/// chosen: its curves are drawn without a check mark, too.
void paintBox(QPainter& painter, const QRect& box, const QColor& color, bool checked, bool chosen,
              const QPalette& palette) {
  painter.setPen(QPen(color, 1.6));
  painter.setBrush(checked ? QBrush(color) : QBrush(Qt::NoBrush));
  painter.drawRoundedRect(QRectF(box).adjusted(0.8, 0.8, -0.8, -0.8), 3, 3);
  if (!checked && chosen) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(box).adjusted(4.5, 4.5, -4.5, -4.5));
  }
  if (!checked) return;
  painter.setPen(QPen(palette.color(QPalette::Base), 1.8, Qt::SolidLine, Qt::RoundCap));
  const QRectF r = box;
  painter.drawPolyline(QPolygonF({r.topLeft() + QPointF(0.25, 0.52) * r.width(),
                                  r.topLeft() + QPointF(0.43, 0.70) * r.width(),
                                  r.topLeft() + QPointF(0.76, 0.32) * r.width()}));
}

void paintBar(QPainter& painter, const QRectF& bar, double fraction, const QPalette& palette) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(outline(palette));
  painter.drawRoundedRect(bar, 1.5, 1.5);
  painter.setBrush(palette.color(QPalette::Highlight));
  painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * fraction, bar.height())), 1.5,
                          1.5);
}

}  // namespace

void RunDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
  const QPalette& palette = option.palette;
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const QFont small = scaled(option.font, 0.88);
  const QFontMetrics titleMetrics(option.font), smallMetrics(small);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
    painter->setPen(option.state.testFlag(QStyle::State_HasFocus) && selected
                        ? QPen(palette.color(QPalette::Highlight))
                        : QPen(Qt::NoPen));
    painter->setBrush(mixed(palette.color(QPalette::Window), palette.color(QPalette::Highlight),
                            selected ? 0.32 : 0.10));
    painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
  }
  paintBox(*painter, boxIn(option.rect, titleMetrics),
           classColor(index.data(RunListModel::colorRole).toInt(), palette),
           index.data(Qt::CheckStateRole).toInt() == Qt::Checked, selected, palette);
  QRect text = option.rect.adjusted(margin + boxSide + 8, margin, -margin, -margin);
  painter->setFont(option.font);
  painter->setPen(palette.color(QPalette::WindowText));
  painter->drawText(text, Qt::AlignTop,
                    titleMetrics.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle,
                                            text.width()));
  text.setTop(text.top() + titleMetrics.height() + 1);
  painter->setFont(small);
  painter->setPen(mutedText(palette));
  painter->drawText(text, Qt::AlignTop,
                    smallMetrics.elidedText(index.data(RunListModel::summaryRole).toString(),
                                            Qt::ElideRight, text.width()));
  if (index.data(RunListModel::activeRole).toBool())
    paintBar(*painter,
             {double(text.left()), double(text.bottom() - barHeight + 3), double(text.width()),
              double(barHeight)},
             index.data(RunListModel::fractionRole).toDouble(), palette);
  painter->restore();
}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  const QFontMetrics small(scaled(option.font, 0.88));
  return {100, 2 * margin + option.fontMetrics.height() + 1 + small.height() + barHeight + 2};
}

bool RunDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                              const QStyleOptionViewItem& option, const QModelIndex& index) {
  const bool space =
      event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space;
  const bool click = event->type() == QEvent::MouseButtonRelease &&
                     boxIn(option.rect, option.fontMetrics)
                         .adjusted(-margin, -margin, 4, margin)
                         .contains(static_cast<QMouseEvent*>(event)->position().toPoint());
  if (!space && !click) return false;
  const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
  return model->setData(index, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

}  // namespace rho::workbench
