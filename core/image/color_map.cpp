// SPDX-License-Identifier: Apache-2.0
#include "image/color_map.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "base/error.h"

namespace rho::image {

namespace {

struct NamedMap {
  const char* name;
  ColorMap colors;
};
constexpr std::array<NamedMap, 4> namedMaps = {{{"viridis", ColorMap::viridis},
                                                {"cividis", ColorMap::cividis},
                                                {"inferno", ColorMap::inferno},
                                                {"diverging", ColorMap::diverging}}};

const cv::Vec3b notANumber(128, 128, 128);

cv::Mat tableOfOpenCv(int colormap) {
  cv::Mat levels(256, 1, CV_8U);
  std::iota(levels.begin<uchar>(), levels.end<uchar>(), uchar{0});
  cv::Mat table;
  cv::applyColorMap(levels, table, colormap);
  cv::cvtColor(table, table, cv::COLOR_BGR2RGB);
  return table;
}

/// Straight lines in CIELAB from white to two ends of equal lightness and chroma: equal steps of
/// the value are equal steps of perceived difference, and both signs weigh the same.
cv::Mat divergingTable() {
  constexpr int half = 255;
  const cv::Vec3f white(97, 0, 0);
  const cv::Vec3f blue(40, 14, -52);
  const cv::Vec3f red(40, 47.5F, 25.7F);
  cv::Mat lab(2 * half + 1, 1, CV_32FC3);
  for (int i = -half; i <= half; ++i) {
    const float share = static_cast<float>(std::abs(i)) / half;
    lab.at<cv::Vec3f>(i + half) = white * (1 - share) + (i < 0 ? blue : red) * share;
  }
  cv::Mat rgb;
  cv::cvtColor(lab, rgb, cv::COLOR_Lab2RGB);
  rgb.convertTo(rgb, CV_8U, 255);
  return rgb;
}

std::vector<float> finiteValues(const cv::Mat& map) {
  if (map.type() != CV_32FC1) throw InvalidInput("map", "is no single plane of 32-bit floats");
  std::vector<float> values;
  for (const float value : cv::Mat_<float>(map))
    if (std::isfinite(value)) values.push_back(value);
  return values;
}

/// The value below which the given share of values lies; values is reordered.
double quantile(std::vector<float>& values, double share) {
  const auto rank =
      static_cast<std::ptrdiff_t>(std::lround(share * static_cast<double>(values.size() - 1)));
  std::nth_element(values.begin(), values.begin() + rank, values.end());
  return values[static_cast<std::size_t>(rank)];
}

}  // namespace

std::vector<std::string> colorMapNames() {
  std::vector<std::string> names;
  for (const auto& known : namedMaps) names.emplace_back(known.name);
  return names;
}

std::string nameOf(ColorMap colors) {
  for (const auto& known : namedMaps)
    if (known.colors == colors) return known.name;
  return {};
}

ColorMap colorMapNamed(const std::string& name) {
  for (const auto& known : namedMaps)
    if (name == known.name) return known.colors;
  throw UsageError(name, "no such colour map",
                   fmt::format("use {}", fmt::join(colorMapNames(), ", ")));
}

ValueRange robustRange(const cv::Mat& map, double tail) {
  auto values = finiteValues(map);
  if (values.empty()) return {};
  ValueRange range{quantile(values, tail), quantile(values, 1 - tail)};
  if (range.low < range.high) return range;
  const double margin = std::max(1e-6, std::abs(range.low) * 1e-3);
  return {range.low - margin, range.high + margin};
}

ValueRange symmetricRange(const cv::Mat& map, double tail) {
  auto values = finiteValues(map);
  if (values.empty()) return {-1, 1};
  for (float& value : values) value = std::abs(value);
  const double extent = std::max(quantile(values, 1 - tail), 1e-6);
  return {-extent, extent};
}

const cv::Mat& colorTable(ColorMap colors) {
  static const cv::Mat viridis = tableOfOpenCv(cv::COLORMAP_VIRIDIS);
  static const cv::Mat cividis = tableOfOpenCv(cv::COLORMAP_CIVIDIS);
  static const cv::Mat inferno = tableOfOpenCv(cv::COLORMAP_INFERNO);
  static const cv::Mat diverging = divergingTable();
  switch (colors) {
    case ColorMap::cividis:
      return cividis;
    case ColorMap::inferno:
      return inferno;
    case ColorMap::diverging:
      return diverging;
    case ColorMap::viridis:
      break;
  }
  return viridis;
}

cv::Mat colorize(const cv::Mat& map, ValueRange range, ColorMap colors) {
  if (map.type() != CV_32FC1) throw InvalidInput("map", "is no single plane of 32-bit floats");
  if (!(range.low < range.high)) throw InvalidInput("map", "the range of its colours is empty");
  const cv::Mat& table = colorTable(colors);
  const double steps = table.rows - 1;
  cv::Mat result(map.size(), CV_8UC3);
  for (int y = 0; y < map.rows; ++y) {
    for (int x = 0; x < map.cols; ++x) {
      const double share = (map.at<float>(y, x) - range.low) / (range.high - range.low);
      result.at<cv::Vec3b>(y, x) = std::isnan(share)
                                       ? notANumber
                                       : table.at<cv::Vec3b>(static_cast<int>(
                                             std::lround(std::clamp(share, 0.0, 1.0) * steps)));
    }
  }
  return result;
}

}  // namespace rho::image
