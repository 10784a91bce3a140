// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QPointF>

namespace rho::widgets {

/// How pictures are looked at. Tiles of one image share one; none of it changes what a network
/// sees.
struct ViewState {
  static constexpr double largestZoom = 256;
  static constexpr double narrowestWindow = 0.002;
  static constexpr double widestWindow = 2;

  double zoom = 1;            ///< 1: the whole picture fits; up to largestZoom
  QPointF center{0.5, 0.5};   ///< of the visible part, relative to the picture
  double windowCenter = 0.5;  ///< the value in [0,1] that is shown as middle grey
  double windowWidth = 1;     ///< black to white: windowCenter ∓ windowWidth / 2
  bool invert = false;        ///< after the window
  double overlayOpacity = 1;  ///< 0 to 1; a factor on the overlay's own opacity
  bool overlayShown = true;

  bool operator==(const ViewState& other) const = default;
  void reset() { *this = {}; }
  /// Shows all of the picture again; window and overlay stay.
  void fit() {
    zoom = 1;
    center = {0.5, 0.5};
  }
};

/// The nearest legal state: zoom, window and opacity in their ranges, and no pan beyond the edges.
ViewState clamped(ViewState view);
/// Zooms by a factor; anchor (relative to the picture) stays where it is on the screen, unless the
/// picture would leave its frame.
ViewState zoomedAt(const ViewState& view, double factor, QPointF anchor);
/// moved: how far the picture follows the mouse, in widths and heights of the picture that fits.
ViewState panned(const ViewState& view, QPointF moved);
/// Window and level by dragging, in logical pixels: right is wider, left narrower; down raises the
/// centre (darker), up lowers it. Slow in narrow windows.
ViewState windowDragged(const ViewState& view, QPointF pixels);

}  // namespace rho::widgets

Q_DECLARE_METATYPE(rho::widgets::ViewState)
