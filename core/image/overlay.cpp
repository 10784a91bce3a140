// SPDX-License-Identifier: Apache-2.0
#include "image/overlay.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "image/resample.h"

namespace rho::image {

namespace {

/// How much a map says at each pixel, 0 to 1: its distance from zero, or from the low end of a
/// range without zero inside.
cv::Mat magnitude(const cv::Mat& map, ValueRange range) {
  const double neutral = range.low < 0 && range.high > 0 ? 0 : range.low;
  const double extent = std::max(range.high - neutral, neutral - range.low);
  cv::Mat distance = cv::abs(map - neutral) / extent;
  return cv::min(distance, 1.0);
}

}  // namespace

cv::Mat toRgb8(const Image& image) {
  cv::Mat pixels;
  toChannels(image, 3).pixels().convertTo(pixels, CV_8U, 255);
  return pixels;
}

cv::Mat overlay(const Image& image, const cv::Mat& map, const OverlayOptions& options) {
  if (map.type() != CV_32FC1) throw InvalidInput("map", "is no single plane of 32-bit floats");
  const cv::Mat fitted = resize(map, image.pixels().size(), Enlarge::linear);
  cv::Mat colors;
  colorize(fitted, options.range, options.colors).convertTo(colors, CV_32F);
  cv::Mat grey;
  toRgb8(toChannels(image, 1)).convertTo(grey, CV_32F);
  cv::Mat weight(fitted.size(), CV_32F, cv::Scalar(1));
  if (options.opacityFollowsMagnitude) weight = magnitude(fitted, options.range);
  weight *= std::clamp(options.opacity, 0.0, 1.0);
  cv::cvtColor(weight, weight, cv::COLOR_GRAY2RGB);
  const cv::Mat blended = grey + weight.mul(colors - grey);
  cv::Mat result;
  blended.convertTo(result, CV_8U);
  return result;
}

cv::Mat drawBoundaries(const cv::Mat& picture, const cv::Mat& labels, cv::Vec3b color,
                       double opacity) {
  if (picture.type() != CV_8UC3 || labels.type() != CV_32SC1)
    throw InvalidInput("superpixels", "borders need a colour picture and integer labels");
  cv::Mat result = picture.clone();
  const auto labelAt = [&](int y, int x) {
    return labels.at<int>(
        static_cast<int>(static_cast<std::int64_t>(y) * labels.rows / picture.rows),
        static_cast<int>(static_cast<std::int64_t>(x) * labels.cols / picture.cols));
  };
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      const int own = labelAt(y, x);
      const bool border = (x + 1 < picture.cols && labelAt(y, x + 1) != own) ||
                          (y + 1 < picture.rows && labelAt(y + 1, x) != own);
      if (!border) continue;
      auto& pixel = result.at<cv::Vec3b>(y, x);
      for (int c = 0; c < 3; ++c)
        pixel[c] = cv::saturate_cast<uchar>(pixel[c] * (1 - opacity) + color[c] * opacity);
    }
  }
  return result;
}

}  // namespace rho::image
