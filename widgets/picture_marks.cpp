// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picture_marks.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

namespace rho::widgets {

namespace {

constexpr double margin = 5;
constexpr double handleRadius = 3.5;
const QColor dark(0, 0, 0, 170);
const QColor light(255, 255, 255, 235);
const QColor measured(255, 221, 87);  ///< amber, as viewers draw their callipers
const QColor chosen(102, 224, 255);

/// A block of lines whose top left corner is at.
void paintText(QPainter& painter, QPointF at, const QString& text, const QColor& color) {
  const QRectF box(at, QSizeF(4000, 4000));
  painter.save();
  painter.setPen(dark);
  for (const QPointF by : {QPointF(-1, -1), QPointF(0, -1), QPointF(1, -1), QPointF(-1, 0),
                           QPointF(1, 0), QPointF(-1, 1), QPointF(0, 1), QPointF(1, 1)})
    painter.drawText(box.translated(by), 0, text);
  painter.setPen(color);
  painter.drawText(box, 0, text);
  painter.restore();
}

QSizeF sizeOf(const QPainter& painter, const QString& text) {
  return QFontMetricsF(painter.font()).boundingRect(QRectF(0, 0, 4000, 4000), 0, text).size();
}

void paintLabel(QPainter& painter, const QRectF& area, QPointF at, const QString& text,
                const QColor& color) {
  const QSizeF size = sizeOf(painter, text);
  const double right = std::max(area.left() + margin, area.right() - size.width() - margin);
  const double bottom = std::max(area.top() + margin, area.bottom() - size.height() - margin);
  paintText(painter,
            {std::clamp(at.x(), area.left() + margin, right),
             std::clamp(at.y(), area.top() + margin, bottom)},
            text, color);
}

/// Beside the rightmost of its points, where the lines do not run.
QPointF labelPlace(const std::vector<std::vector<QPointF>>& lines) {
  QPointF place(-1e9, -1e9);
  for (const auto& line : lines)
    for (const auto& point : line)
      if (point.x() > place.x()) place = point;
  return place + QPointF(9, 4);
}

}  // namespace

void paintEdgeLetters(QPainter& painter, const QRectF& area,
                      const std::array<QString, 4>& letters) {
  const QPointF middle = area.center();
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (letters[i].isEmpty()) continue;
    const QSizeF size = sizeOf(painter, letters[i]);
    QPointF at(middle.x() - size.width() / 2, middle.y() - size.height() / 2);
    if (i == 0) at.setY(area.top() + margin);
    if (i == 1) at.setX(area.right() - size.width() - margin - 2);
    if (i == 2) at.setY(area.bottom() - size.height() - margin);
    if (i == 3) at.setX(area.left() + margin + 2);
    paintText(painter, at, letters[i], light);
  }
}

void paintCorner(QPainter& painter, const QRectF& area, const QStringList& lines) {
  if (lines.isEmpty()) return;
  const QString text = lines.join('\n');
  const QSizeF size = sizeOf(painter, text);
  paintText(painter, {area.left() + margin + 2, area.bottom() - size.height() - margin}, text,
            light);
}

void paintLabel(QPainter& painter, const QRectF& area, QPointF at, const QString& text) {
  paintLabel(painter, area, at, text, light);
}

void paintMeasurement(QPainter& painter, const QRectF& area, const PictureFrame& frame,
                      const ShownMeasurement& measurement, MeasurementState state) {
  const QColor color = state == MeasurementState::selected ? chosen : measured;
  const auto lines = linesOf(measurement.shape, frame);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  for (const auto& pen : {QPen(dark, 3.5), QPen(color, 1.5)}) {
    painter.setPen(pen);
    for (const auto& line : lines) painter.drawPolyline(line.data(), static_cast<int>(line.size()));
  }
  painter.setPen(QPen(dark, 1));
  painter.setBrush(color);
  for (const auto& handle : handlesOf(measurement.shape))
    painter.drawEllipse(frame.ofPixel(handle), handleRadius, handleRadius);
  painter.restore();
  if (!measurement.text.isEmpty())
    paintLabel(painter, area, labelPlace(lines), measurement.text, color);
}

}  // namespace rho::widgets
