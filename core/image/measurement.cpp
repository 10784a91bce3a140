// SPDX-License-Identifier: Apache-2.0
#include "image/measurement.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rho::image {

namespace {

/// From pixels to millimetres, or to pixels that are taken as square.
cv::Point2d scaled(cv::Point2d vector, const PixelSpacing* spacing) {
  return spacing ? cv::Point2d(vector.x * spacing->column, vector.y * spacing->row) : vector;
}

cv::Rect2d boxOf(const Measurement& region) {
  const auto& a = region.points.at(0);
  const auto& b = region.points.at(1);
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
}

/// The pixels of one row whose centres lie inside; empty where none does.
cv::Range columnsInside(const Measurement& region, const cv::Rect2d& box, int row, int width) {
  double half = box.width / 2;
  if (region.kind == MeasurementKind::ellipse) {
    const double y = (row + 0.5 - (box.y + box.height / 2)) / (box.height / 2);
    half *= std::sqrt(std::max(0.0, 1 - y * y));
  }
  const double middle = box.x + box.width / 2;
  const int first = static_cast<int>(std::ceil(middle - half - 0.5));
  const int end = static_cast<int>(std::floor(middle + half - 0.5)) + 1;
  return {std::clamp(first, 0, width), std::clamp(end, 0, width)};
}

double valueAt(const cv::Mat& pixels, int y, int x) {
  if (pixels.channels() == 1) return static_cast<double>(pixels.at<float>(y, x));
  const auto color = pixels.at<cv::Vec3f>(y, x);
  return 0.299 * static_cast<double>(color[0]) + 0.587 * static_cast<double>(color[1]) +
         0.114 * static_cast<double>(color[2]);
}

/// The point on the line through from, parallel to the thorax, that lies nearest to to.
cv::Point2d alongThorax(const Measurement& widths, cv::Point2d from, cv::Point2d to,
                        const PixelSpacing* spacing) {
  const cv::Point2d direction = widths.points[1] - widths.points[0];
  const auto thorax = scaled(direction, spacing);
  if (thorax == cv::Point2d()) return to;
  return from + scaled(to - from, spacing).dot(thorax) / thorax.dot(thorax) * direction;
}

}  // namespace

int pointCount(MeasurementKind kind) {
  switch (kind) {
    case MeasurementKind::angle:
      return 3;
    case MeasurementKind::ratio:
      return 4;
    default:
      return 2;
  }
}

std::vector<cv::Point2d> handlesOf(const Measurement& measurement) {
  const auto& p = measurement.points;
  if (!measurement.isRegion() || p.size() != 2) return p;
  return {p[0], {p[1].x, p[0].y}, p[1], {p[0].x, p[1].y}};
}

Measurement withHandle(Measurement measurement, std::size_t handle, cv::Point2d to,
                       const PixelSpacing* spacing) {
  auto& p = measurement.points;
  if (measurement.isRegion() && p.size() == 2) {
    (handle == 0 || handle == 3 ? p[0] : p[1]).x = to.x;
    (handle == 0 || handle == 1 ? p[0] : p[1]).y = to.y;
    return measurement;
  }
  const bool widths = measurement.kind == MeasurementKind::ratio && measurement.isComplete();
  if (widths && handle == 2) p[3] += to - p[2];  // the heart's width moves as a whole
  p.at(handle) = widths && handle == 3 ? alongThorax(measurement, p[2], to, spacing) : to;
  if (widths && handle < 2) p[3] = alongThorax(measurement, p[2], p[3], spacing);
  return measurement;
}

Measurement moved(Measurement measurement, cv::Point2d by, cv::Size2d picture) {
  for (const auto& point : measurement.points) {
    by.x = std::clamp(by.x, std::min(0.0, -point.x), std::max(0.0, picture.width - point.x));
    by.y = std::clamp(by.y, std::min(0.0, -point.y), std::max(0.0, picture.height - point.y));
  }
  for (auto& point : measurement.points) point += by;
  return measurement;
}

Extent distance(cv::Point2d a, cv::Point2d b, const PixelSpacing* spacing) {
  return {cv::norm(scaled(b - a, spacing)), spacing != nullptr};
}

std::optional<double> angleOf(const Measurement& angle, const PixelSpacing* spacing) {
  const auto a = scaled(angle.points.at(0) - angle.points.at(1), spacing);
  const auto b = scaled(angle.points.at(2) - angle.points.at(1), spacing);
  if (a == cv::Point2d() || b == cv::Point2d()) return {};
  return std::abs(std::atan2(a.cross(b), a.dot(b))) * 180 / std::numbers::pi;
}

std::optional<WidthRatio> ratioOf(const Measurement& widths, const PixelSpacing* spacing) {
  const auto& p = widths.points;
  const auto thorax = scaled(p.at(1) - p.at(0), spacing);
  const double length = cv::norm(thorax);
  if (length == 0) return {};
  const double heart = std::abs(scaled(p.at(3) - p.at(2), spacing).dot(thorax)) / length;
  const bool metric = spacing != nullptr;
  return WidthRatio{{length, metric}, {heart, metric}, heart / length};
}

RegionStatistics statisticsOf(const Image& image, const Measurement& region) {
  const auto box = boxOf(region);
  const cv::Mat& pixels = image.pixels();
  const int top = std::clamp(static_cast<int>(std::ceil(box.y - 0.5)), 0, pixels.rows);
  const int bottom =
      std::clamp(static_cast<int>(std::floor(box.y + box.height - 0.5)) + 1, top, pixels.rows);
  RegionStatistics result;
  double squares = 0;  // of the distances from the mean (Welford 1962)
  for (int y = top; y < bottom; ++y) {
    const auto columns = columnsInside(region, box, y, pixels.cols);
    for (int x = columns.start; x < columns.end; ++x) {
      const double value = valueAt(pixels, y, x);
      if (result.pixels++ == 0) result.minimum = result.maximum = value;
      result.minimum = std::min(result.minimum, value);
      result.maximum = std::max(result.maximum, value);
      const double before = value - result.mean;
      result.mean += before / static_cast<double>(result.pixels);
      squares += before * (value - result.mean);
    }
  }
  if (result.pixels > 1)
    result.deviation = std::sqrt(squares / static_cast<double>(result.pixels - 1));
  return result;
}

Extent areaOf(const Measurement& region, const PixelSpacing* spacing) {
  const auto box = boxOf(region);
  const auto sides = scaled({box.width, box.height}, spacing);
  const double share = region.kind == MeasurementKind::ellipse ? std::numbers::pi / 4 : 1;
  return {sides.x * sides.y * share, spacing != nullptr};
}

}  // namespace rho::image
