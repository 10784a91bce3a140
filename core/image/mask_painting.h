// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

namespace rho::image {

// Painting on a layer: CV_8UC1 on an image's grid. Positions are in pixels, (0,0) is the top left
// corner of the first one; what lies outside is left out. What changes a layer returns the
// rectangle that may have changed, empty where nothing has.

/// Every pixel whose centre lies within radius of the line gets the value; a dot where both ends
/// are one.
cv::Rect paintStroke(cv::Mat& layer, cv::Point2d from, cv::Point2d to, double radius,
                     std::uint8_t value);

/// Fills a polygon of three corners or more, its edges included; where it crosses itself by the
/// even-odd rule.
cv::Rect paintPolygon(cv::Mat& layer, const std::vector<cv::Point2d>& corners, std::uint8_t value);

/// region: CV_8UC1 of the layer's size; whatever is not 0 is painted.
cv::Rect paintRegion(cv::Mat& layer, const cv::Mat& region, std::uint8_t value);

/// The same, or the other way round: where most of the region has the value already, it is taken
/// away.
cv::Rect toggleRegion(cv::Mat& layer, const cv::Mat& region, std::uint8_t value);

// Regions: CV_8UC1, 255 where something belongs to them, else 0.

/// The pixels that hang together with the seed and differ from it by no more than the tolerance:
/// edges bound it. values: CV_8UC1. A seed outside gives an empty region.
cv::Mat similarRegion(const cv::Mat& values, cv::Point seed, double tolerance);

/// Where a map (CV_32FC1) reaches a share, above 0, of its largest value. Nothing where that is not
/// positive.
cv::Mat strongRegion(const cv::Mat& map, double share);

}  // namespace rho::image
