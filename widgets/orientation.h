// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPointF>
#include <QRectF>
#include <array>

namespace rho::widgets {

/// How a picture is turned for the eyes: mirrored left to right first, then turned clockwise.
/// Positions are relative, (0,0) the top left corner, (1,1) the bottom right one.
struct Orientation {
  bool isMirrored = false;
  int quarters = 0;  ///< of a turn, clockwise, 0 to 3

  bool operator==(const Orientation&) const = default;
  bool isUpright() const { return !isMirrored && quarters == 0; }
  /// Whether width and height change places.
  bool swapsSides() const { return quarters % 2 == 1; }

  /// What is shown, turned or flipped further.
  Orientation turnedClockwise() const { return {isMirrored, (quarters + 1) % 4}; }
  Orientation turnedBack() const { return {isMirrored, (quarters + 3) % 4}; }
  Orientation flippedSideways() const { return {!isMirrored, (4 - quarters) % 4}; }
  Orientation flippedUpsideDown() const { return {!isMirrored, (6 - quarters) % 4}; }

  /// Where a position of the picture is shown, and which position is shown there.
  QPointF shown(QPointF position) const;
  QPointF original(QPointF shown) const;
  QRectF original(const QRectF& shown) const;
  /// The picture as it is shown.
  QImage applied(const QImage& picture) const;
  /// What stood at the top, right, bottom and left edge, as it is shown there.
  template <typename Label>
  std::array<Label, 4> edges(std::array<Label, 4> labels) const {
    if (isMirrored) std::swap(labels[1], labels[3]);
    std::array<Label, 4> turned;
    for (std::size_t i = 0; i < 4; ++i)
      turned[(i + static_cast<std::size_t>(quarters)) % 4] = labels[i];
    return turned;
  }
};

}  // namespace rho::widgets
