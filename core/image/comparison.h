// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "image/color_map.h"

namespace rho::image {

/// One picture of a comparison.
struct Panel {
  std::string title;
  std::vector<std::string> lines;       ///< below the picture; the first one stands out
  cv::Mat picture;                      ///< CV_8UC3, red, green, blue, of any size
  bool smooth = false;                  ///< enlarged smoothly; else every pixel becomes a square
  std::optional<std::size_t> colorBar;  ///< which of the comparison's bars reads its colours
};

/// A scale that one or several panels share.
struct ColorBar {
  ColorMap colors = ColorMap::viridis;
  ValueRange range;
  std::string label;  ///< what the values are, with their unit
};

/// Everything on one page: all panels side by side, wrapped into rows where they are many.
struct Comparison {
  std::string title;     ///< the case
  std::string subtitle;  ///< the network and what was asked
  std::vector<Panel> panels;
  std::vector<ColorBar> colorBars;
};

/// The size at which a page shows a picture: a whole multiple of at least 240 pixels for the longer
/// side of small ones, at most 480 for large ones. Draw into a picture of this size (superpixel
/// borders, marks), and it is shown as it is.
cv::Size displaySize(cv::Size picture);

/// The page: CV_8UC3, red, green, blue. Equal input gives equal pixels. Texts that are too long end
/// in "…". Throws InvalidInput without panels, for a picture that is not CV_8UC3, or for a colour
/// bar that does not exist.
cv::Mat drawComparison(const Comparison& comparison);

}  // namespace rho::image
