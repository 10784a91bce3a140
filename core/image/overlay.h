// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "image/color_map.h"
#include "image/image.h"

namespace rho::image {

struct OverlayOptions {
  ColorMap colors = ColorMap::viridis;
  ValueRange range;
  double opacity = 0.55;                 ///< 0 shows the picture, 1 the map
  bool opacityFollowsMagnitude = false;  ///< the map fades out where it says little
};

/// The pixels for a screen: CV_8UC3, red, green, blue; values outside [0,1] are clamped.
cv::Mat toRgb8(const Image& image);

/// The map (CV_32FC1, resized linearly to the image where sizes differ) in colours over a grey
/// version of the image: CV_8UC3, red, green, blue.
cv::Mat overlay(const Image& image, const cv::Mat& map, const OverlayOptions& options);

/// Draws the borders of superpixels (labels: CV_32S, of any size) into a CV_8UC3 picture, one
/// pixel wide at the picture's own size: enlarge it first.
cv::Mat drawBoundaries(const cv::Mat& picture, const cv::Mat& labels,
                       cv::Vec3b color = {255, 255, 255}, double opacity = 0.7);

}  // namespace rho::image
