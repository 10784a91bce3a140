// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/view_state.h"

#include <algorithm>

namespace rho::widgets {

namespace {

constexpr double dragForWholeWindow = 250;  ///< pixels that change a window by its own width
constexpr double slowestBelow = 0.001;      ///< narrower windows can still be left again

}  // namespace

ViewState clamped(ViewState view) {
  view.zoom = std::clamp(view.zoom, ViewState::smallestZoom, ViewState::largestZoom);
  // The frame in which the picture fits stays covered; it is the same in tiles of every size.
  const double half = std::min(0.5, 0.5 / view.zoom);
  view.center = {std::clamp(view.center.x(), half, 1 - half),
                 std::clamp(view.center.y(), half, 1 - half)};
  view.windowCenter =
      std::clamp(view.windowCenter, -ViewState::farthestCenter, 1 + ViewState::farthestCenter);
  view.windowWidth =
      std::clamp(view.windowWidth, ViewState::narrowestWindow, ViewState::widestWindow);
  view.overlayOpacity = std::clamp(view.overlayOpacity, 0.0, 1.0);
  return view;
}

ViewState zoomedAt(const ViewState& view, double factor, QPointF anchor) {
  ViewState result = view;
  // A hand zooms out until all is seen; smaller pictures are asked for by scaledTo.
  const double smallest = std::min(1.0, view.zoom);
  result.zoom = std::clamp(view.zoom * factor, smallest, ViewState::largestZoom);
  result.center = anchor - (anchor - view.center) * (view.zoom / result.zoom);
  return clamped(result);
}

ViewState scaledTo(ViewState view, double zoom) {
  view.zoom = zoom;
  return clamped(view);
}

ViewState panned(const ViewState& view, QPointF moved) {
  ViewState result = view;
  result.center -= moved / view.zoom;
  return clamped(result);
}

ViewState windowDragged(const ViewState& view, QPointF pixels) {
  ViewState result = view;
  if (result.tone != Tone::sigmoid) result.tone = Tone::linear;
  const double step = std::max(view.windowWidth, slowestBelow) / dragForWholeWindow;
  result.windowWidth += pixels.x() * step;
  result.windowCenter += pixels.y() * step;
  return clamped(result);
}

}  // namespace rho::widgets
