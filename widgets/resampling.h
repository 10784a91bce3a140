// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QRectF>
#include <QSize>
#include <vector>

namespace rho::widgets {

enum class Sampling {
  cubic,   ///< enlarges pictures; shrinking averages
  linear,  ///< enlarges colours that must not overshoot; shrinking averages
  nearest  ///< shows the pixels themselves
};

/// The part of the image (region: relative to it, within it) in size pixels and in its format:
/// Grayscale16, RGB888 or a format of four bytes.
QImage resampled(const QImage& image, const QRectF& region, QSize size, Sampling sampling);

/// The source pixels of count + extra pixels of an axis that show the part [from, from + length] of
/// side source pixels in count pixels; those beyond the end are the last one.
std::vector<int> nearestPixels(int side, double from, double length, int count, int extra = 0);

}  // namespace rho::widgets
