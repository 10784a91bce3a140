// SPDX-License-Identifier: Apache-2.0
#include "image/mask_painting.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace rho::image {

namespace {

cv::Rect boundsOf(const cv::Mat& layer) { return {cv::Point(), layer.size()}; }

/// The pixels around two points, within reach of them.
cv::Rect around(cv::Point2d a, cv::Point2d b, double reach) {
  const auto floor = [](double value) { return static_cast<int>(std::floor(value)); };
  const cv::Point from(floor(std::min(a.x, b.x) - reach), floor(std::min(a.y, b.y) - reach));
  const cv::Point to(floor(std::max(a.x, b.x) + reach), floor(std::max(a.y, b.y) + reach));
  return {from, to + cv::Point(1, 1)};
}

double squaredDistance(cv::Point2d point, cv::Point2d from, cv::Point2d along, double length2) {
  const auto off = point - from;
  const double place = length2 > 0 ? std::clamp(off.dot(along) / length2, 0.0, 1.0) : 0;
  const auto rest = off - place * along;
  return rest.dot(rest);
}

}  // namespace

cv::Rect paintStroke(cv::Mat& layer, cv::Point2d from, cv::Point2d to, double radius,
                     std::uint8_t value) {
  const cv::Rect area = around(from, to, radius) & boundsOf(layer);
  const auto along = to - from;
  const double length2 = along.dot(along);
  for (int y = area.y; y < area.y + area.height; ++y) {
    auto* row = layer.ptr<std::uint8_t>(y);
    for (int x = area.x; x < area.x + area.width; ++x)
      if (squaredDistance({x + 0.5, y + 0.5}, from, along, length2) <= radius * radius)
        row[x] = value;
  }
  return area;
}

cv::Rect paintPolygon(cv::Mat& layer, const std::vector<cv::Point2d>& corners, std::uint8_t value) {
  if (corners.size() < 3) return {};
  // OpenCV's pixels have their centres at whole numbers; it takes fractions of 1/16.
  constexpr int fractionBits = 4;
  constexpr double unit = 1 << fractionBits;
  std::vector<cv::Point> fixed;
  cv::Rect area;
  for (const auto& corner : corners) {
    fixed.emplace_back(cvRound((corner.x - 0.5) * unit), cvRound((corner.y - 0.5) * unit));
    area |= around(corner, corner, 1);
  }
  cv::fillPoly(layer, std::vector<std::vector<cv::Point>>{fixed}, cv::Scalar(value), cv::LINE_8,
               fractionBits);
  return area & boundsOf(layer);
}

cv::Rect paintRegion(cv::Mat& layer, const cv::Mat& region, std::uint8_t value) {
  const cv::Rect area = cv::boundingRect(region);
  if (area.empty()) return {};
  layer(area).setTo(value, region(area));
  return area;
}

cv::Rect toggleRegion(cv::Mat& layer, const cv::Mat& region, std::uint8_t value) {
  const cv::Mat already = (layer == value) & (region != 0);
  const bool takes = 2 * cv::countNonZero(already) > cv::countNonZero(region);
  return paintRegion(layer, region, takes ? std::uint8_t{0} : value);
}

cv::Mat similarRegion(const cv::Mat& values, cv::Point seed, double tolerance) {
  cv::Mat region = cv::Mat::zeros(values.size(), CV_8UC1);
  if (!boundsOf(values).contains(seed)) return region;
  cv::Mat framed = cv::Mat::zeros(values.rows + 2, values.cols + 2, CV_8UC1);
  // The image is not written to: FLOODFILL_MASK_ONLY. OpenCV takes no constant one.
  cv::Mat image = values;
  cv::floodFill(image, framed, seed, 0, nullptr, cv::Scalar::all(tolerance),
                cv::Scalar::all(tolerance),
                4 | (255 << 8) | cv::FLOODFILL_FIXED_RANGE | cv::FLOODFILL_MASK_ONLY);
  framed(cv::Rect(1, 1, values.cols, values.rows)).copyTo(region);
  return region;
}

cv::Mat strongRegion(const cv::Mat& map, double share) {
  double largest = 0;
  cv::minMaxLoc(map, nullptr, &largest);
  if (largest <= 0) return cv::Mat::zeros(map.size(), CV_8UC1);
  return map >= share * largest;
}

}  // namespace rho::image
