// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picture_view.h"

#include <QMouseEvent>
#include <QPainter>

#include "widgets/colors.h"

namespace rho::widgets {

PictureView::PictureView(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setMinimumSize(48, 48);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PictureView::setPicture(const QImage& picture) {
  if (picture.cacheKey() == m_picture.cacheKey()) return;
  m_picture = picture;
  m_scaled = {};
  update();
}

void PictureView::setPlaceholder(const QString& text) {
  m_placeholder = text;
  update();
}

void PictureView::setAspectRatio(double ratio) {
  m_aspectRatio = ratio > 0 ? ratio : 1;
  update();
}

void PictureView::setCrosshair(std::optional<QPointF> position) {
  if (m_crosshair == position) return;
  m_crosshair = position;
  update();
}

QRectF PictureView::target() const {
  QSizeF size(width(), width() / m_aspectRatio);
  if (size.height() > height()) size = QSizeF(height() * m_aspectRatio, height());
  return {QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size};
}

void PictureView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (m_picture.isNull()) return paintPlaceholder(painter);
  paintPicture(painter);
  if (m_crosshair) paintCrosshair(painter);
}

void PictureView::paintPicture(QPainter& painter) {
  const QRectF area = target();
  const QSize pixels = (area.size() * devicePixelRatioF()).toSize();
  if (m_scaled.size() != pixels)
    m_scaled = QPixmap::fromImage(
        m_picture.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
  painter.drawPixmap(area, m_scaled, QRectF(m_scaled.rect()));
}

void PictureView::paintCrosshair(QPainter& painter) const {
  const QRectF area = target();
  const QPointF at(area.left() + m_crosshair->x() * area.width(),
                   area.top() + m_crosshair->y() * area.height());
  // White with a dark edge stays visible on every picture.
  for (const auto& pen : {QPen(QColor(0, 0, 0, 110), 3), QPen(QColor(255, 255, 255, 190), 1)}) {
    painter.setPen(pen);
    painter.drawLine(QPointF(area.left(), at.y()), QPointF(area.right(), at.y()));
    painter.drawLine(QPointF(at.x(), area.top()), QPointF(at.x(), area.bottom()));
  }
}

void PictureView::paintPlaceholder(QPainter& painter) const {
  painter.fillRect(target(), palette().color(QPalette::AlternateBase));
  painter.setPen(mutedText(palette()));
  painter.drawText(target().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
                   m_placeholder);
}

void PictureView::mouseMoveEvent(QMouseEvent* event) {
  const QRectF area = target();
  if (m_picture.isNull() || !area.contains(event->position())) {
    emit left();
    return;
  }
  emit hovered({(event->position().x() - area.left()) / area.width(),
                (event->position().y() - area.top()) / area.height()});
}

void PictureView::leaveEvent(QEvent*) { emit left(); }

}  // namespace rho::widgets
