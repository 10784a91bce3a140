// SPDX-License-Identifier: Apache-2.0
#include "image/superpixels.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "base/error.h"
#include "image/resample.h"
#include "image/superpixel_methods.h"

namespace rho::image {

namespace {

struct Method {
  const char* name;
  cv::Mat (*labels)(const Image&, const SuperpixelOptions&);
};
constexpr std::array<Method, 3> methods = {
    {{"slic", slicLabels}, {"quickshift", quickshiftLabels}, {"grid", gridLabels}}};

/// Numbers the labels in the order in which they first occur, row by row.
Superpixels contiguous(const cv::Mat& labels) {
  Superpixels result{cv::Mat(labels.size(), CV_32S), 0};
  std::unordered_map<int, int> numbers;
  for (int y = 0; y < labels.rows; ++y)
    for (int x = 0; x < labels.cols; ++x)
      result.labels.at<int>(y, x) =
          numbers.try_emplace(labels.at<int>(y, x), static_cast<int>(numbers.size())).first->second;
  result.count = static_cast<int>(numbers.size());
  return result;
}

double linearOf(double srgb) {
  return srgb > 0.04045 ? std::pow((srgb + 0.055) / 1.055, 2.4) : srgb / 12.92;
}

double labCurve(double share) {
  return share > 0.008856 ? std::cbrt(share) : 7.787 * share + 16.0 / 116;
}

/// CIELAB of an sRGB colour under D65 (CIE 15; the constants are scikit-image's).
cv::Vec3f labOf(const cv::Vec3f& srgb) {
  const double r = linearOf(srgb[0]);
  const double g = linearOf(srgb[1]);
  const double b = linearOf(srgb[2]);
  const double x = labCurve((0.412453 * r + 0.357580 * g + 0.180423 * b) / 0.95047);
  const double y = labCurve(0.212671 * r + 0.715160 * g + 0.072169 * b);
  const double z = labCurve((0.019334 * r + 0.119193 * g + 0.950227 * b) / 1.08883);
  return {static_cast<float>(116 * y - 16), static_cast<float>(500 * (x - y)),
          static_cast<float>(200 * (y - z))};
}

}  // namespace

std::vector<std::string> superpixelMethods() {
  std::vector<std::string> names;
  for (const auto& method : methods) names.emplace_back(method.name);
  return names;
}

int suggestedSegments(cv::Size size) {
  const double pixels = static_cast<double>(size.width) * size.height;
  return std::max(4, static_cast<int>(std::lround(30 * std::pow(pixels / 1024, 0.178))));
}

cv::Mat labOf(const Image& image) {
  // Written out because OpenCV's tables are off by up to 0.5, enough to move quickshift's borders.
  cv::Mat lab = toChannels(image, 3).pixels().clone();
  for (auto& pixel : cv::Mat_<cv::Vec3f>(lab)) pixel = labOf(pixel);
  return lab;
}

Superpixels segment(const Image& image, const SuperpixelOptions& options) {
  if (image.empty()) throw InvalidInput("superpixels", "there is no image");
  if (options.segments < 0) throw InvalidInput("superpixels", "their number is below 0");
  SuperpixelOptions complete = options;
  if (complete.segments == 0) complete.segments = suggestedSegments(image.pixels().size());
  for (const auto& method : methods)
    if (options.method == method.name) return contiguous(method.labels(image, complete));
  throw UsageError(options.method, "no such kind of superpixels",
                   fmt::format("use {}", fmt::join(superpixelMethods(), ", ")));
}

}  // namespace rho::image
