// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "image/image.h"

namespace rho::image {

/// Area mean when shrinking, cubic (clamped to [0,1]) when enlarging. The same image when the size
/// fits already.
Image resized(const Image& image, cv::Size size);

/// The same for a map of any values: area mean when shrinking, linear when enlarging, so that no
/// value outside the map's own range appears.
cv::Mat resizedMap(const cv::Mat& map, cv::Size size);

/// Grey from colour by Rec. 601 luma, colour from grey by repetition. channels: 1 or 3.
Image withChannels(const Image& image, int channels);

}  // namespace rho::image
