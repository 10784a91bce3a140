// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "image/acquisition.h"
#include "image/image.h"

namespace rho::image {

enum class MeasurementKind {
  length,     ///< two points
  angle,      ///< an arm's end, the vertex, the other arm's end
  ratio,      ///< cardiothoracic: the ends of the thorax's width, then those of the heart's
  rectangle,  ///< two opposite corners
  ellipse     ///< two opposite corners of the rectangle around it
};

/// How many points a kind has.
int pointCount(MeasurementKind kind);

/// Something that was measured on a picture. Points are in its pixels: (0,0) is the top left corner
/// of the first one, (0.5,0.5) its centre.
struct Measurement {
  MeasurementKind kind = MeasurementKind::length;
  std::vector<cv::Point2d> points;

  bool isComplete() const { return static_cast<int>(points.size()) == pointCount(kind); }
  bool isRegion() const {
    return kind == MeasurementKind::rectangle || kind == MeasurementKind::ellipse;
  }
  bool operator==(const Measurement&) const = default;
};

/// Where a hand takes hold of it: its points; of a region all four corners, around.
std::vector<cv::Point2d> handlesOf(const Measurement& measurement);
/// With a handle moved. A ratio's widths stay parallel.
Measurement withHandle(Measurement measurement, std::size_t handle, cv::Point2d to,
                       const PixelSpacing* spacing);
/// All of it moved, as far as it stays in a picture of this size.
Measurement moved(Measurement measurement, cv::Point2d by, cv::Size2d picture);

/// A distance or an area: in millimetres (or their square) where the picture has a spacing, else in
/// pixels. A spacing that is not there is never replaced by a guess.
struct Extent {
  double value = 0;
  bool isMetric = false;
};

/// Rows and columns may lie differently far apart. spacing: null where it is unknown.
Extent distance(cv::Point2d a, cv::Point2d b, const PixelSpacing* spacing);

/// The angle at the vertex in degrees, 0 to 180; nothing where an arm has no length. Without a
/// spacing, pixels are taken as square.
std::optional<double> angleOf(const Measurement& angle, const PixelSpacing* spacing);

/// A cardiothoracic ratio: both widths along the thorax's line.
struct WidthRatio {
  Extent thorax, heart;
  double ratio = 0;  ///< heart by thorax
};
/// Nothing where the thorax has no width.
std::optional<WidthRatio> ratioOf(const Measurement& widths, const PixelSpacing* spacing);

/// Of the pixels whose centres lie in a region and in the picture, in the Image's values; of
/// colours the luminance (ITU-R BT.601).
struct RegionStatistics {
  std::size_t pixels = 0;
  double mean = 0, deviation = 0;  ///< deviation: of the sample, n − 1; 0 for one pixel
  double minimum = 0, maximum = 0;
};
RegionStatistics statisticsOf(const Image& image, const Measurement& region);

/// Of the drawn figure, not of its pixels.
Extent areaOf(const Measurement& region, const PixelSpacing* spacing);

}  // namespace rho::image
