// SPDX-License-Identifier: GPL-3.0-or-later
// What a view shows over its picture: measurements, letters, scale and the magnifier.
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScreen>
#include <algorithm>

#include "widgets/fonts.h"
#include "widgets/picture_marks.h"
#include "widgets/picture_view.h"
#include "widgets/view_texts.h"

namespace rho::widgets {

namespace {

constexpr double millimetresPerInch = 25.4;
constexpr int leastSideForLetters = 110;  ///< smaller tiles have no room beside the picture
constexpr int leastSideForCorner = 300;
constexpr double magnified = 3;  ///< by the magnifier
constexpr double largestRadius = 96;

}  // namespace

double PictureView::zoomToPixels() const {
  const QSize size = pictureSize();
  const int side = m_view.orientation.swapsSides() ? size.height() : size.width();
  return side / (fitted().width() * devicePixelRatioF());
}

std::optional<double> PictureView::zoomToLife() const {
  const auto* spacing = origin() ? origin()->spacing() : nullptr;
  if (!spacing || !screen()) return {};
  const QSize size = pictureSize();
  const bool swaps = m_view.orientation.swapsSides();
  const double millimetres = swaps ? size.height() * spacing->row : size.width() * spacing->column;
  // Of the screen's inches, in the units of this widget.
  const double dots = screen()->physicalDotsPerInchX();
  return millimetres * dots / millimetresPerInch / fitted().width();
}

Magnification PictureView::magnification() const {
  Magnification result{m_view.zoom / zoomToPixels(), {}};
  if (const auto life = zoomToLife()) result.lifeFactor = m_view.zoom / *life;
  return result;
}

void PictureView::setMagnifier(bool on) {
  m_hasMagnifier = on;
  update();
}

void PictureView::setMeasurements(const std::vector<ShownMeasurement>& measurements, int selected) {
  if (measurements == m_measurements && selected == m_selected) return;
  m_measurements = measurements;
  m_selected = selected;
  update();
}

void PictureView::setDescriber(std::function<QString(const image::Measurement&)> describe) {
  m_describe = std::move(describe);
}

bool PictureView::cancelMeasuring() {
  update();
  return m_measure.cancel();
}

MeasureGround PictureView::ground() const {
  return {frame(), origin() ? origin()->spacing() : nullptr, m_measurements};
}

bool PictureView::pressMeasurement(const QMouseEvent& event) {
  if (event.button() != Qt::LeftButton || event.modifiers() & Qt::ShiftModifier) return false;
  if (m_layers.isNull()) return false;
  const bool inside = frame().area.contains(event.position());
  const bool taken = m_measure.press(ground(), event.position(), inside);
  if (m_measure.grabbed() >= 0 || m_selected >= 0) emit measurementPicked(m_measure.grabbed());
  update();
  return taken;
}

void PictureView::follow(const std::optional<MeasureTool::Edit>& edit) {
  update();
  if (edit) emit measured(edit->index, edit->shape);
}

void PictureView::showCursor(QPointF pixel) {
  if (m_layers.isNull()) return unsetCursor();
  if (!m_measure.pending() && MeasureTool::isOverSomething(ground(), pixel))
    return setCursor(Qt::SizeAllCursor);
  m_leftTool == DragTool::measure ? setCursor(Qt::CrossCursor) : unsetCursor();
}

void PictureView::paintMarks(QPainter& painter) const {
  const QRectF area(rect());
  painter.setFont(scaled(font(), 0.9));
  for (std::size_t i = 0; i < m_measurements.size(); ++i)
    paintMeasurement(
        painter, area, frame(), m_measurements[i],
        static_cast<int>(i) == m_selected ? MeasurementState::selected : MeasurementState::resting);
  if (const auto* pending = m_measure.pending())
    paintMeasurement(painter, area, frame(),
                     {*pending, m_describe && pending->isComplete() ? m_describe(*pending) : ""},
                     MeasurementState::pending);
  const auto* known = origin();
  if (!known) return;
  const int side = std::min(width(), height());
  if (known->acquisition && side >= leastSideForLetters) {
    std::array<QString, 4> letters;
    for (std::size_t i = 0; i < 4; ++i)
      letters[i] = QString::fromStdString(known->acquisition->edges[i]);
    paintEdgeLetters(painter, area, m_view.orientation.edges(letters));
  }
  QStringList lines;
  const bool drags = m_drag && m_drag->moved && m_drag->tool == DragTool::window;
  const bool hasCorner = known->acquisition && side >= leastSideForCorner;
  if (m_layers.windowed && (drags || hasCorner)) lines << windowText(m_view, *known);
  if (hasCorner) lines << magnificationText(magnification());
  paintCorner(painter, area, lines);
}

/// A round window onto a larger picture of the crosshair's surroundings.
void PictureView::paintMagnifier(QPainter& painter) const {
  const double radius = std::min(largestRadius, 0.35 * std::min(width(), height()));
  const QPointF at = toWidget(*m_crosshair);
  const PictureFrame here = frame();
  const QPointF middle = here.toShown(at);
  const QSizeF reach(radius / magnified / here.area.width(),
                     radius / magnified / here.area.height());
  const QRectF wanted(middle.x() - reach.width(), middle.y() - reach.height(), 2 * reach.width(),
                      2 * reach.height());
  const QRectF region = wanted.intersected(QRectF(0, 0, 1, 1));
  if (region.isEmpty()) return;
  // The part of the round window that shows picture; beyond its edge there is nothing.
  const double scale = 2 * radius / wanted.width(), scaleDown = 2 * radius / wanted.height();
  const QRectF target(at.x() - radius + (region.left() - wanted.left()) * scale,
                      at.y() - radius + (region.top() - wanted.top()) * scaleDown,
                      region.width() * scale, region.height() * scaleDown);
  const double ratio = devicePixelRatioF();
  const QSize pixels = (target.size() * ratio).toSize().expandedTo({1, 1});
  QPainterPath round;
  round.addEllipse(at, radius, radius);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipPath(round);
  painter.fillPath(round, Qt::black);
  painter.drawImage(target, composedRegion(m_layers, m_view, region, pixels));
  painter.setClipping(false);
  painter.setBrush(Qt::NoBrush);
  for (const auto& pen : {QPen(QColor(0, 0, 0, 150), 3), QPen(QColor(255, 255, 255, 210), 1.2)}) {
    painter.setPen(pen);
    painter.drawEllipse(at, radius, radius);
  }
  painter.restore();
}

}  // namespace rho::widgets
