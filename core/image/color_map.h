// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace rho::image {

/// Perceptually even colour maps. There is no rainbow: it shows edges that are not in the data.
enum class ColorMap {
  viridis,   ///< unsigned maps
  cividis,   ///< unsigned maps, nearly the same for colour-blind readers
  inferno,   ///< unsigned maps over dark pictures
  diverging  ///< signed maps: blue below zero, white at zero, red above
};

std::vector<std::string> colorMapNames();
std::string nameOf(ColorMap colors);
/// Throws UsageError naming the maps that exist.
ColorMap colorMapNamed(const std::string& name);

/// The values that the two ends of a colour map stand for; low < high.
struct ValueRange {
  double low = 0;
  double high = 1;
};

/// The least and the greatest finite value of a CV_32F map, each after leaving out the share tail
/// (0 to below 0.5) of the values at its end. Never empty: a constant map gets a range around it.
ValueRange robustRange(const cv::Mat& map, double tail = 0);

/// The range around zero that holds all values but the share tail of the largest magnitudes.
ValueRange symmetricRange(const cv::Mat& map, double tail = 0);

/// The colours from the low end to the high end: n×1 CV_8UC3, red, green, blue. n is odd for the
/// diverging map, so that zero has a colour of its own.
const cv::Mat& colorTable(ColorMap colors);

/// map: CV_32FC1. Values outside the range get its end's colour; values that are no numbers a
/// neutral grey. Gives CV_8UC3, red, green, blue.
cv::Mat colorize(const cv::Mat& map, ValueRange range, ColorMap colors);

}  // namespace rho::image
