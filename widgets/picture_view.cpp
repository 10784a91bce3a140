// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picture_view.h"

#include <QGuiApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleHints>
#include <algorithm>
#include <cmath>

#include "widgets/colors.h"

namespace rho::widgets {

namespace {

constexpr int wheelStep = 120;            ///< of an ordinary wheel, in eighths of a degree
constexpr double wheelStepsToDouble = 4;  ///< of the wheel, until the zoom is twice as large
constexpr double pixelsToDouble = 100;    ///< of the mouse, the same
constexpr int mostPixelsOfCopy = 4096;    ///< the longer side of picture()

/// Rounded edges keep the picture's place when its size changes by less than a pixel.
QRect roundedEdges(const QRectF& area) {
  const QPoint from(qRound(area.left()), qRound(area.top()));
  const QPoint to(qRound(area.right()), qRound(area.bottom()));
  return {from, QSize(std::max(1, to.x() - from.x()), std::max(1, to.y() - from.y()))};
}

QRectF relativeTo(const QRect& area, const QRect& part) {
  const double width = area.width(), height = area.height();
  return {(part.x() - area.x()) / width, (part.y() - area.y()) / height, part.width() / width,
          part.height() / height};
}

}  // namespace

PictureView::PictureView(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setMinimumSize(48, 48);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PictureView::setLayers(const PictureLayers& layers) {
  if (layers.sameAs(m_layers)) return;
  if (layers.base.cacheKey() != m_layers.base.cacheKey()) m_base = {};
  m_layers = layers;
  m_shown = {};
  m_whole = {};
  update();
}

void PictureView::setView(const ViewState& view) {
  const ViewState legal = clamped(view);
  if (legal == m_view) return;
  m_view = legal;
  m_shown = {};
  m_whole = {};
  update();
}

QImage PictureView::picture() const {
  if (m_whole.isNull() && !m_layers.isNull()) {
    const QSize most(mostPixelsOfCopy, mostPixelsOfCopy);
    const bool swaps = m_view.orientation.swapsSides();
    const QSize size = swaps ? m_layers.base.size().transposed() : m_layers.base.size();
    const QSize fitting = size.scaled(most, Qt::KeepAspectRatio).boundedTo(size);
    m_whole = composedRegion(m_layers, m_view, QRectF(0, 0, 1, 1), fitting);
  }
  return m_whole;
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

void PictureView::setLeftTool(DragTool tool) {
  m_leftTool = tool;
  m_measure.setKind(tool == DragTool::measure ? std::optional(m_kind) : std::nullopt);
  update();
}

void PictureView::setMeasuring(image::MeasurementKind kind) {
  m_kind = kind;
  setLeftTool(m_leftTool);
}

double PictureView::shownAspectRatio() const {
  return m_view.orientation.swapsSides() ? 1 / m_aspectRatio : m_aspectRatio;
}

/// Where the picture lies while it is not zoomed.
QRectF PictureView::fitted() const {
  const double ratio = shownAspectRatio();
  QSizeF size(width(), width() / ratio);
  if (size.height() > height()) size = QSizeF(height() * ratio, height());
  return {QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size};
}

/// Of the image, of which the layers may be a coarser picture.
QSize PictureView::pictureSize() const {
  return origin() && !origin()->size.isEmpty() ? origin()->size : m_layers.base.size();
}

PictureFrame PictureView::frame() const {
  const QSizeF size = fitted().size() * m_view.zoom;
  return {{QPointF(width() / 2.0 - m_view.center.x() * size.width(),
                   height() / 2.0 - m_view.center.y() * size.height()),
           size},
          m_view.orientation,
          pictureSize()};
}

void PictureView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (m_layers.isNull()) return paintPlaceholder(painter);
  // As light boxes go: nothing bright beside an X-ray.
  if (origin() && origin()->acquisition) painter.fillRect(rect(), Qt::black);
  paintPicture(painter);
  if (m_crosshair) paintCrosshair(painter);
  paintMarks(painter);
  if (m_crosshair && m_hasMagnifier) paintMagnifier(painter);
}

/// Composes the visible part alone, in the screen's own pixels.
void PictureView::paintPicture(QPainter& painter) {
  const double ratio = devicePixelRatioF();
  const QRectF area = frame().area;
  const QRect areaPixels = roundedEdges({area.topLeft() * ratio, area.size() * ratio});
  const QRect pixels = areaPixels.intersected(roundedEdges({QPointF(), QSizeF(size()) * ratio}));
  if (pixels.isEmpty()) return;
  const bool samePlace = areaPixels == m_shownArea && pixels == m_shownPixels;
  if (m_shown.isNull() || !samePlace) {
    const QRectF region = relativeTo(areaPixels, pixels);
    if (m_base.isNull() || !samePlace || m_baseTurned != m_view.orientation)
      m_base = baseRegion(m_layers, m_view.orientation, region, pixels.size());
    m_baseTurned = m_view.orientation;
    m_shownArea = areaPixels;
    m_shownPixels = pixels;
    m_shown = QPixmap::fromImage(composedRegion(m_layers, m_view, region, pixels.size(),
                                                std::max(1, qRound(ratio)), m_base));
  }
  m_shown.setDevicePixelRatio(ratio);
  painter.drawPixmap(QPointF(pixels.topLeft()) / ratio, m_shown);
}

void PictureView::paintCrosshair(QPainter& painter) const {
  const QRectF area = frame().area.intersected(QRectF(rect()));
  const QPointF at = toWidget(*m_crosshair);
  painter.save();
  painter.setClipRect(area);
  // White with a dark edge stays visible on every picture.
  for (const auto& pen : {QPen(QColor(0, 0, 0, 110), 3), QPen(QColor(255, 255, 255, 190), 1)}) {
    painter.setPen(pen);
    painter.drawLine(QPointF(area.left(), at.y()), QPointF(area.right(), at.y()));
    painter.drawLine(QPointF(at.x(), area.top()), QPointF(at.x(), area.bottom()));
  }
  painter.restore();
}

void PictureView::paintPlaceholder(QPainter& painter) const {
  painter.fillRect(fitted(), palette().color(QPalette::AlternateBase));
  painter.setPen(mutedText(palette()));
  painter.drawText(fitted().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
                   m_placeholder);
}

DragTool PictureView::toolFor(const QMouseEvent& event) const {
  switch (event.button()) {
    case Qt::LeftButton:
      return event.modifiers() & Qt::ShiftModifier ? DragTool::pan : m_leftTool;
    case Qt::MiddleButton:
      return DragTool::pan;
    case Qt::RightButton:
      return DragTool::zoom;
    default:
      return DragTool::none;
  }
}

ViewState PictureView::dragged(const Drag& drag, QPointF to) const {
  const QPointF moved = to - drag.from;
  const QRectF frame = fitted();
  switch (drag.tool) {
    case DragTool::window:
      return windowDragged(settled(drag.start, origin()), moved);
    case DragTool::pan:
      return panned(drag.start, {moved.x() / frame.width(), moved.y() / frame.height()});
    case DragTool::zoom:
      return zoomedAt(drag.start, std::exp2(-moved.y() / pixelsToDouble), drag.anchor);
    case DragTool::measure:
    case DragTool::none:
      break;
  }
  return m_view;
}

void PictureView::mousePressEvent(QMouseEvent* event) {
  emit pressed();
  if (m_drag) return;
  if (pressMeasurement(*event)) return;
  m_drag = Drag{toolFor(*event),
                event->button(),
                event->position(),
                frame().toShown(event->position()),
                m_view,
                false};
}

void PictureView::mouseMoveEvent(QMouseEvent* event) {
  if (m_measure.grabbed() >= 0 || m_measure.pending()) {
    follow(m_measure.move(ground(), event->position()));
    if (!m_drag) return hover(event->position());
  }
  const int threshold = QGuiApplication::styleHints()->startDragDistance();
  if (m_drag && (event->position() - m_drag->from).manhattanLength() >= threshold)
    m_drag->moved = true;
  if (!m_drag || !m_drag->moved) return hover(event->position());
  if (m_layers.isNull()) return;
  const ViewState view = dragged(*m_drag, event->position());
  if (!(view == m_view)) emit viewChanged(view);
}

void PictureView::mouseReleaseEvent(QMouseEvent* event) {
  if (!m_drag && event->button() == Qt::LeftButton)
    return follow(m_measure.release(ground(), event->position()));
  if (!m_drag || event->button() != m_drag->button) return;
  const bool clicked = !m_drag->moved;
  m_drag.reset();
  update();  // the numbers of a drag go
  if (clicked && event->button() == Qt::RightButton)
    emit menuRequested(event->globalPosition().toPoint());
}

void PictureView::mouseDoubleClickEvent(QMouseEvent* event) {
  // Two quick clicks of a hand that measures are two clicks.
  const bool measures =
      m_measure.kind() || MeasureTool::isOverSomething(ground(), event->position());
  if (event->button() != Qt::LeftButton || measures) return mousePressEvent(event);
  emit doubleClicked();
}

void PictureView::wheelEvent(QWheelEvent* event) {
  event->accept();
  if (event->modifiers() & Qt::ControlModifier) {
    if (m_layers.isNull()) return;
    const double steps = static_cast<double>(event->angleDelta().y()) / wheelStep;
    const ViewState view =
        zoomedAt(m_view, std::exp2(steps / wheelStepsToDouble), frame().toShown(event->position()));
    if (!(view == m_view)) emit viewChanged(view);
    return;
  }
  m_wheelRest += event->angleDelta().y();
  const int steps = m_wheelRest / wheelStep;
  m_wheelRest -= steps * wheelStep;
  if (steps != 0) emit wheelStepped(steps);
}

/// The right button's menu waits for its release: a drag with it zooms.
void PictureView::contextMenuEvent(QContextMenuEvent* event) {
  event->setAccepted(event->reason() == QContextMenuEvent::Mouse);
}

void PictureView::hover(QPointF pixel) {
  showCursor(pixel);
  const bool inside = frame().area.contains(pixel) && QRectF(rect()).contains(pixel);
  if (m_layers.isNull() || !inside)
    emit left();
  else
    emit hovered(toPicture(pixel));
}

void PictureView::leaveEvent(QEvent*) { emit left(); }

}  // namespace rho::widgets
