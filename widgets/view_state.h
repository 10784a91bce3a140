// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QPointF>

#include "widgets/orientation.h"

namespace rho::widgets {

/// How values become brightness.
enum class Tone {
  own,     ///< as the picture's file says; the window's numbers where it says nothing
  linear,  ///< by the window
  sigmoid,
  table  ///< by one of the file's tables
};

/// How pictures are looked at. Tiles of one image share one; none of it changes what a network
/// sees.
struct ViewState {
  static constexpr double largestZoom = 256;
  static constexpr double smallestZoom = 1.0 / 64;  ///< 1:1 of a small picture in a large tile
  static constexpr double narrowestWindow = 1.0 / 65535;
  static constexpr double widestWindow = 64;
  static constexpr double farthestCenter = 32;  ///< below 0 and above 1: files may say so

  double zoom = 1;           ///< 1: the whole picture fits
  QPointF center{0.5, 0.5};  ///< of the visible part, relative to the picture as it is turned
  Tone tone = Tone::own;
  int table = -1;             ///< which of the file's choices, for Tone::table
  double windowCenter = 0.5;  ///< the value in [0,1] that is shown as middle grey
  double windowWidth = 1;     ///< black to white: windowCenter ∓ windowWidth / 2
  bool invert = false;        ///< after the window
  Orientation orientation;
  double overlayOpacity = 1;  ///< 0 to 1; a factor on the overlay's own opacity
  bool overlayShown = true;

  bool operator==(const ViewState& other) const = default;
  void reset() { *this = {}; }
  /// Shows all of the picture again; window and overlay stay.
  void fit() {
    zoom = 1;
    center = {0.5, 0.5};
  }
  void setWindow(double windowsCenter, double windowsWidth) {
    tone = Tone::linear;
    windowCenter = windowsCenter;
    windowWidth = windowsWidth;
  }
  /// Turns or flips the picture; the part that is seen stays seen.
  void setOrientation(const Orientation& other) {
    center = other.shown(orientation.original(center));
    orientation = other;
  }
};

/// The nearest legal state: zoom, window and opacity in their ranges, and no pan beyond the edges.
ViewState clamped(ViewState view);
/// Zooms by a factor; anchor (relative to the picture as it is turned) stays where it is on the
/// screen, unless the picture would leave its frame.
ViewState zoomedAt(const ViewState& view, double factor, QPointF anchor);
/// Another zoom around the same centre; also smaller than the frame.
ViewState scaledTo(ViewState view, double zoom);
/// moved: how far the picture follows the mouse, in widths and heights of the picture that fits.
ViewState panned(const ViewState& view, QPointF moved);
/// Window and level by dragging, in logical pixels: right is wider, left narrower; down raises the
/// centre (darker), up lowers it. Slow in narrow windows. A table becomes a window.
ViewState windowDragged(const ViewState& view, QPointF pixels);

}  // namespace rho::widgets

Q_DECLARE_METATYPE(rho::widgets::ViewState)
