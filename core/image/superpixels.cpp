// SPDX-License-Identifier: Apache-2.0
#include "image/superpixels.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
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
  cv::Mat lab;
  cv::cvtColor(toChannels(image, 3).pixels(), lab, cv::COLOR_RGB2Lab);
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
