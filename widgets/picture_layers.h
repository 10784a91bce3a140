// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QRectF>
#include <QSize>

#include "widgets/picture_origin.h"

namespace rho::widgets {

/// A picture in layers, so that window, inversion and the overlay's opacity stay live. Each layer
/// covers the whole picture and may have its own resolution. Copies share memory.
struct PictureLayers {
  QImage base;     ///< Format_Grayscale16 for grey values, else RGB888 or RGB32; null: no picture
  QImage overlay;  ///< Format_ARGB32_Premultiplied, or null
  /// Format_Grayscale16, the number of the superpixel of each pixel, or null. Borders are drawn one
  /// screen pixel wide at every zoom.
  QImage segments;
  bool windowed = true;  ///< false where window and inversion have no meaning, as in differences
  bool smoothOverlay = true;  ///< false: the overlay's pixels keep their edges
  /// Of the image that this is a picture of; null where nothing is known.
  std::shared_ptr<const PictureOrigin> origin = {};

  bool isNull() const { return base.isNull(); }
  /// Whether both are the same images, not merely equal ones.
  bool sameAs(const PictureLayers& other) const;
};

/// The visible part of the layers in size pixels (RGB32), turned as the view says. Below an
/// overlay, colours become grey. Enlarges smoothly (cubic), shrinks by averaging. May be called
/// from any thread.
QImage composed(const PictureLayers& layers, const ViewState& view, QSize size);

/// The same of any part: region is relative to the picture as it is turned and lies within it; zoom
/// and centre of the view are ignored. lineWidth: of superpixels' borders, in pixels of the result.
/// base: what baseRegion() gave for the same part, so that another window resamples nothing.
QImage composedRegion(const PictureLayers& layers, const ViewState& view, QRectF region, QSize size,
                      int lineWidth = 1, const QImage& base = {});

/// The base of that part before anything is done to its values: the slow half of drawing.
QImage baseRegion(const PictureLayers& layers, const Orientation& orientation, QRectF region,
                  QSize size);

}  // namespace rho::widgets
