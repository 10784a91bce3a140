// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fitted_picture.h"

#include <QPainter>

#include "widgets/colors.h"

namespace rho::widgets {

FittedPicture::FittedPicture(QWidget* parent) : QWidget(parent) {}

void FittedPicture::setPicture(const QImage& picture) {
  m_picture = picture;
  update();
}

void FittedPicture::setEmptyText(const QString& text) {
  m_emptyText = text;
  update();
}

void FittedPicture::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (m_picture.isNull()) {
    painter.setPen(mutedText(palette()));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    return;
  }
  const QSize room = size() * devicePixelRatioF();
  QImage shown = m_picture;
  if (shown.width() > room.width() || shown.height() > room.height())
    shown = shown.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  shown.setDevicePixelRatio(devicePixelRatioF());
  const QSizeF drawn = shown.deviceIndependentSize();
  painter.drawImage(QPointF((width() - drawn.width()) / 2, (height() - drawn.height()) / 2), shown);
}

}  // namespace rho::widgets
