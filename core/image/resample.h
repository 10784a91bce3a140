// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "image/image.h"

namespace rho::image {

/// How values between pixels are found when enlarging. Shrinking always averages areas.
enum class Enlarge {
  cubic,   ///< for pictures; may overshoot, images are clamped to [0,1]
  linear,  ///< for maps: never leaves the range of the map
  nearest  ///< shows the pixels themselves
};

/// pixels: CV_32F of any channel count. Axes that shrink are averaged, axes that grow are
/// interpolated. Throws InvalidInput for an empty input or size.
cv::Mat resize(const cv::Mat& pixels, cv::Size size, Enlarge enlarge = Enlarge::linear);
Image resize(const Image& image, cv::Size size, Enlarge enlarge = Enlarge::cubic);

/// Grey from colour with the weights of ITU-R BT.601, or grey repeated three times. channels: 1 or
/// 3, else InvalidInput.
Image toChannels(const Image& image, int channels);

}  // namespace rho::image
