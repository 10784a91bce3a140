// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/case_delegate.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include "widgets/colors.h"
#include "widgets/fonts.h"

namespace rho::widgets {

namespace {

constexpr int thumbnailSide = 38;
constexpr int margin = 6;

void paintThumbnail(QPainter& painter, const QRect& area, const QImage& image,
                    const QPalette& palette) {
  QPainterPath outlinePath;
  outlinePath.addRoundedRect(area, 3, 3);
  painter.save();
  painter.setClipPath(outlinePath);
  painter.fillRect(area, palette.color(QPalette::AlternateBase));
  if (!image.isNull()) {
    const double ratio = painter.device()->devicePixelRatioF();
    const QSize pixels = QSizeF(area.size() * ratio).toSize();
    const QImage scaled =
        image.scaled(pixels, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    const QPoint corner((scaled.width() - pixels.width()) / 2,
                        (scaled.height() - pixels.height()) / 2);
    painter.drawImage(area, scaled, QRect(corner, pixels));
  }
  painter.restore();
}

}  // namespace

void CaseDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
  if (!index.data(headingRole).isNull()) return paintHeading(*painter, option, index);
  const QPalette& palette = option.palette;
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  painter->save();
  painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
  if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(mixed(palette.color(QPalette::Window), palette.color(QPalette::Highlight),
                            selected ? 0.32 : 0.10));
    painter->drawRoundedRect(option.rect, 5, 5);
  }
  const QRect picture(option.rect.left() + margin,
                      option.rect.top() + (option.rect.height() - thumbnailSide) / 2, thumbnailSide,
                      thumbnailSide);
  paintThumbnail(*painter, picture, index.data(thumbnailRole).value<QImage>(), palette);

  const QRect text = option.rect.adjusted(margin + thumbnailSide + 7, 0, -margin, 0);
  const QFont small = scaled(option.font, 0.88);
  const QFontMetrics titleMetrics(option.font), smallMetrics(small);
  const QString subtitle = index.data(subtitleRole).toString();
  const int height = titleMetrics.height() + (subtitle.isEmpty() ? 0 : smallMetrics.height() + 1);
  const int top = option.rect.top() + (option.rect.height() - height) / 2;
  painter->setPen(palette.color(QPalette::WindowText));
  painter->setFont(option.font);
  painter->drawText(QRect(text.left(), top, text.width(), titleMetrics.height()), Qt::AlignVCenter,
                    titleMetrics.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle,
                                            text.width()));
  painter->setPen(mutedText(palette));
  painter->setFont(small);
  painter->drawText(
      QRect(text.left(), top + titleMetrics.height() + 1, text.width(), smallMetrics.height()),
      Qt::AlignVCenter, smallMetrics.elidedText(subtitle, Qt::ElideRight, text.width()));
  painter->restore();
}

void CaseDelegate::paintHeading(QPainter& painter, const QStyleOptionViewItem& option,
                                const QModelIndex& index) {
  painter.save();
  painter.setFont(scaled(option.font, 0.88));
  QPalette palette = option.palette;
  palette.setCurrentColorGroup(QPalette::Active);  // it cannot be chosen, and is to be read
  painter.setPen(mutedText(palette));
  const QRect area = option.rect.adjusted(margin, 0, -margin, -2);
  painter.drawText(area, Qt::AlignLeft | Qt::AlignBottom,
                   painter.fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(),
                                                    Qt::ElideRight, area.width()));
  painter.restore();
}

QSize CaseDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  if (!index.data(headingRole).isNull())
    return {thumbnailSide, QFontMetrics(option.font).height() + 2 * margin};
  return {thumbnailSide + 60, thumbnailSide + 2 * margin};
}

}  // namespace rho::widgets
