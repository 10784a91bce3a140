// SPDX-License-Identifier: Apache-2.0
#include "image/pixel_values.h"

#include <fmt/format.h>

#include <cmath>

#include "base/error.h"

namespace rho::image {

namespace {

void requireUnitRange(const cv::Mat& floats, const std::string& subject) {
  double low = 1;
  double high = 0;
  std::size_t broken = 0;
  for (int y = 0; y < floats.rows; ++y) {
    const float* row = floats.ptr<float>(y);
    for (int i = 0; i < floats.cols * floats.channels(); ++i) {
      if (!std::isfinite(row[i])) {
        ++broken;
        continue;
      }
      low = std::min<double>(low, row[i]);
      high = std::max<double>(high, row[i]);
    }
  }
  if (broken > 0)
    throw InvalidInput(subject, fmt::format("{} values are not finite numbers", broken),
                       "replace them before use");
  if (low < 0 || high > 1)
    throw InvalidInput(subject, fmt::format("its values run from {:g} to {:g}", low, high),
                       "scale them to 0 to 1, or store 8- or 16-bit integers");
}

cv::Mat toFloat(const cv::Mat& stored, ImageInfo& info) {
  cv::Mat floats;
  switch (stored.depth()) {
    case CV_8U:
      info.bitsStored = 8;
      stored.convertTo(floats, CV_32F, 1 / 255.0);
      return floats;
    case CV_16U:
      info.bitsStored = 16;
      stored.convertTo(floats, CV_32F, 1 / 65535.0);
      return floats;
    case CV_32F:
    case CV_64F:
      info.bitsStored = 32;
      stored.convertTo(floats, CV_32F);
      requireUnitRange(floats, info.source);
      return floats;
    default:
      throw InvalidInput(info.source, "its pixels are signed integers",
                         "store 8- or 16-bit unsigned integers, or floats in 0 to 1");
  }
}

/// Colour channels over white, weighted with the last channel; that one goes.
cv::Mat withoutAlpha(const cv::Mat& floats, ImageInfo& info) {
  std::vector<cv::Mat> planes;
  cv::split(floats, planes);
  const cv::Mat alpha = planes.back();
  planes.pop_back();
  double least = 1;
  cv::minMaxLoc(alpha, &least, nullptr);
  if (least < 1) {
    for (auto& plane : planes) plane = cv::Mat((plane - 1).mul(alpha) + 1);
    info.notes.push_back("its transparent parts were laid over white");
  }
  cv::Mat colours;
  cv::merge(planes, colours);
  return colours;
}

}  // namespace

Image imageOfStored(const cv::Mat& stored, ImageInfo info) {
  cv::Mat floats = toFloat(stored, info);
  if (floats.channels() == 2 || floats.channels() == 4) floats = withoutAlpha(floats, info);
  return Image(floats, std::move(info));
}

}  // namespace rho::image
