// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <array>

#include "widgets/measure_tool.h"

class QPainter;

namespace rho::widgets {

// What is drawn over a picture: light with a dark edge, so that it is seen on every picture.

/// At the top, right, bottom and left edge of the area, in its middle.
void paintEdgeLetters(QPainter& painter, const QRectF& area, const std::array<QString, 4>& letters);
/// Lines at the bottom left of the area.
void paintCorner(QPainter& painter, const QRectF& area, const QStringList& lines);
/// A text at a place, within the area.
void paintLabel(QPainter& painter, const QRectF& area, QPointF at, const QString& text);

enum class MeasurementState { resting, selected, pending };
void paintMeasurement(QPainter& painter, const QRectF& area, const PictureFrame& frame,
                      const ShownMeasurement& measurement, MeasurementState state);

}  // namespace rho::widgets
