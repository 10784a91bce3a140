// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSize>
#include <algorithm>
#include <opencv2/core.hpp>

#include "widgets/orientation.h"

namespace rho::widgets {

/// Where a picture lies in a widget: from relative positions and from pixels of the picture to
/// those of the widget, and back, also beyond the edges.
struct PictureFrame {
  QRectF area;  ///< of all of the picture as it is turned
  Orientation orientation;
  QSize size;  ///< of the picture, in its pixels

  QPointF toWidget(QPointF position) const {
    const QPointF shown = orientation.shown(position);
    return {area.left() + shown.x() * area.width(), area.top() + shown.y() * area.height()};
  }
  /// Relative to the picture as it is turned.
  QPointF toShown(QPointF pixel) const {
    return {(pixel.x() - area.left()) / area.width(), (pixel.y() - area.top()) / area.height()};
  }
  QPointF toPicture(QPointF pixel) const { return orientation.original(toShown(pixel)); }

  QPointF ofPixel(cv::Point2d pixel) const {
    return toWidget({pixel.x / size.width(), pixel.y / size.height()});
  }
  /// The nearest in the picture.
  cv::Point2d pixelAt(QPointF pixel) const {
    const QPointF at = toPicture(pixel);
    return {std::clamp(at.x(), 0.0, 1.0) * size.width(),
            std::clamp(at.y(), 0.0, 1.0) * size.height()};
  }
};

}  // namespace rho::widgets
