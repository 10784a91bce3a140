// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/paint_view.h"

#include <QLineF>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <utility>

#include "widgets/colors.h"

namespace rho::widgets {

namespace {

constexpr double closingDistance = 9;  ///< to the first corner, in pixels of the widget

/// Of outlines, in pixels of the screen.
int lineWidth(double ratio) { return std::max(1, qRound(1.5 * ratio)); }

}  // namespace

PaintView::PaintView(QWidget* parent) : PictureView(parent), m_color(evidenceColor()) {
  setFocusPolicy(Qt::StrongFocus);
}

QSize PaintView::gridSize() const {
  const auto& origin = layers().origin;
  return origin && !origin->size.isEmpty() ? origin->size : layers().base.size();
}

void PaintView::setPainted(const PaintedLayer& layer) {
  const bool isSame =
      layer.paint.data == m_painted.paint.data && layer.preview.data == m_painted.preview.data;
  if (isSame) return;  // what changed of it was told by repaintPixels()
  m_painted = layer;
  m_screen = {};
  update();
}

void PaintView::setTool(PaintTool tool) {
  m_tool = tool;
  m_corners.clear();
  setLeftTool(tool == PaintTool::none ? DragTool::window : DragTool::none);
  update();
}

void PaintView::setBrush(double radius, const QColor& color) {
  m_radius = radius;
  m_color = color;
  update();
}

QPointF PaintView::pixelAt(QPointF position) const {
  const QPointF at = toPicture(position);
  return {at.x() * gridSize().width(), at.y() * gridSize().height()};
}

/// Middles of pixels: those of the screen look at those of the picture.
ScreenGrid PaintView::screenGrid() const {
  const double step = 1 / devicePixelRatioF();
  const QPointF origin = pixelAt({step / 2, step / 2});
  return {origin, pixelAt({step * 1.5, step / 2}) - origin,
          pixelAt({step / 2, step * 1.5}) - origin};
}

void PaintView::repaintPixels(const cv::Rect& pixels) {
  if (pixels.empty() || layers().isNull()) return;
  const double width = gridSize().width(), height = gridSize().height();
  const QPointF from = toWidget({pixels.x / width, pixels.y / height});
  const QPointF to =
      toWidget({(pixels.x + pixels.width) / width, (pixels.y + pixels.height) / height});
  // The outlines of what lies beside it change too.
  const QRect area = QRectF(from, to).normalized().toAlignedRect().adjusted(-5, -5, 5, 5) & rect();
  if (!m_screen.isNull() && m_grid == screenGrid()) {
    const double ratio = devicePixelRatioF();
    const QRectF scaled(QPointF(area.topLeft()) * ratio, QSizeF(area.size()) * ratio);
    drawLayer(m_painted, m_grid, scaled.toAlignedRect(), lineWidth(ratio), m_screen);
  }
  update(area);
}

void PaintView::paintEvent(QPaintEvent* event) {
  PictureView::paintEvent(event);
  if (layers().isNull()) return;
  QPainter painter(this);
  drawPainted(painter, event->rect());
  painter.setRenderHint(QPainter::Antialiasing);
  drawPolygon(painter);
  drawBrush(painter);
}

void PaintView::drawPainted(QPainter& painter, const QRect& dirty) {
  if (m_painted.isEmpty()) return;
  const double ratio = devicePixelRatioF();
  const QSize size = (QSizeF(this->size()) * ratio).toSize();
  const ScreenGrid grid = screenGrid();
  if (m_screen.size() != size || m_grid != grid) {
    m_grid = grid;
    m_screen = QImage(size, QImage::Format_ARGB32_Premultiplied);
    drawLayer(m_painted, m_grid, m_screen.rect(), lineWidth(ratio), m_screen);
  }
  const QRectF part(QPointF(dirty.topLeft()) * ratio, QSizeF(dirty.size()) * ratio);
  painter.drawImage(QRectF(dirty), m_screen, part);
}

void PaintView::drawPolygon(QPainter& painter) const {
  if (m_corners.isEmpty()) return;
  QPolygonF line;
  const double width = gridSize().width(), height = gridSize().height();
  for (const auto& corner : m_corners) line << toWidget({corner.x() / width, corner.y() / height});
  const QPointF first = line.first();
  if (m_mouse) line << *m_mouse;
  for (const auto& pen : {QPen(QColor(0, 0, 0, 150), 3.5), QPen(m_color, 1.6)}) {
    painter.setPen(pen);
    painter.drawPolyline(line);
  }
  painter.setPen(QPen(Qt::black, 1));
  painter.setBrush(m_color);
  painter.drawEllipse(first, 4, 4);
  painter.setBrush(Qt::NoBrush);
}

QRect PaintView::brushArea(QPointF at) const {
  const double scale = QLineF(QPointF(0, 0), screenGrid().right).length() * devicePixelRatioF();
  const double reach = (scale > 0 ? m_radius / scale : 0) + 4;
  return QRectF(at - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach)).toAlignedRect();
}

void PaintView::drawBrush(QPainter& painter) const {
  if (m_tool != PaintTool::brush || !m_mouse) return;
  const QRectF circle = QRectF(brushArea(*m_mouse)).adjusted(4, 4, -4, -4);
  for (const auto& pen : {QPen(QColor(0, 0, 0, 150), 3), QPen(m_color, 1.4)}) {
    painter.setPen(pen);
    painter.drawEllipse(circle);
  }
}

bool PaintView::paintsWith(const QMouseEvent& event) const {
  return m_tool != PaintTool::none && event.button() == Qt::LeftButton &&
         !(event.modifiers() & Qt::ShiftModifier) && !layers().isNull();
}

void PaintView::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  if (!paintsWith(*event)) return PictureView::mousePressEvent(event);
  emit pressed();
  const QPointF pixel = pixelAt(event->position());
  if (m_tool == PaintTool::pick) emit picked(pixel);
  if (m_tool == PaintTool::brush) {
    m_stroke = pixel;
    emit brushed(pixel, pixel);
  }
  if (m_tool != PaintTool::polygon) return;
  const QSizeF grid = gridSize();
  if (m_corners.size() >= 3) {
    const QPointF first =
        toWidget({m_corners.first().x() / grid.width(), m_corners.first().y() / grid.height()});
    if (QLineF(first, event->position()).length() < closingDistance) return closePolygon();
  }
  m_corners << QPointF(std::clamp(pixel.x(), 0.0, grid.width()),
                       std::clamp(pixel.y(), 0.0, grid.height()));
  update();
}

void PaintView::mouseMoveEvent(QMouseEvent* event) {
  PictureView::mouseMoveEvent(event);
  follow(event->position());
  if (!m_stroke) return;
  const QPointF pixel = pixelAt(event->position());
  emit brushed(*m_stroke, pixel);
  m_stroke = pixel;
}

void PaintView::follow(QPointF at) {
  if (m_tool == PaintTool::none) return;
  setCursor(Qt::CrossCursor);
  if (m_tool == PaintTool::polygon && !m_corners.isEmpty()) update();
  if (m_tool == PaintTool::brush) {
    if (m_mouse) update(brushArea(*m_mouse));
    update(brushArea(at));
  }
  m_mouse = at;
}

void PaintView::mouseReleaseEvent(QMouseEvent* event) {
  if (m_stroke && event->button() == Qt::LeftButton) {
    m_stroke.reset();
    emit brushEnded();
    return;
  }
  if (!paintsWith(*event)) PictureView::mouseReleaseEvent(event);
}

/// The first of both clicks has set a corner already.
void PaintView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (!paintsWith(*event)) return PictureView::mouseDoubleClickEvent(event);
  m_tool == PaintTool::polygon ? closePolygon() : mousePressEvent(event);
}

void PaintView::leaveEvent(QEvent* event) {
  m_mouse.reset();
  update();
  PictureView::leaveEvent(event);
}

void PaintView::closePolygon() {
  if (m_corners.size() < 3) return;
  emit polygonClosed(std::exchange(m_corners, {}));
  update();
}

bool PaintView::cancelPolygon() {
  update();
  return !std::exchange(m_corners, {}).isEmpty();
}

bool PaintView::removeCorner() {
  if (m_corners.isEmpty()) return false;
  m_corners.removeLast();
  update();
  return true;
}

}  // namespace rho::widgets
