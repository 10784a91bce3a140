// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPointF>
#include <QRect>
#include <cstdint>
#include <opencv2/core.hpp>

namespace rho::widgets {

/// What can be painted on a pixel of a picture.
enum class Paint : std::uint8_t { none, evidence, noEvidence };

/// Where the pixels of a screen lie on a picture, in the picture's pixels.
struct ScreenGrid {
  QPointF origin;  ///< of the screen's first pixel
  QPointF right;   ///< from there to the one beside it
  QPointF down;

  bool operator==(const ScreenGrid&) const = default;
};

/// What is painted on a picture, on its grid. Both are shared, not copied.
struct PaintedLayer {
  cv::Mat paint;    ///< CV_8UC1 of Paint, or empty
  cv::Mat preview;  ///< CV_8UC1: what would be painted, where not 0; or empty

  bool isEmpty() const { return paint.empty() && preview.empty(); }
};

/// Draws the layer into a part of a transparent picture of the screen (ARGB32_Premultiplied),
/// whose pixels it replaces there. Evidence is even, no evidence is hatched, a preview is dotted,
/// and all have an outline: they differ without their colours too. lineWidth: in pixels of the
/// screen.
void drawLayer(const PaintedLayer& layer, const ScreenGrid& grid, const QRect& part, int lineWidth,
               QImage& screen);

}  // namespace rho::widgets
