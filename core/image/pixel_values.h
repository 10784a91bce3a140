// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "image/image.h"

namespace rho::image {

/// The image of stored values in red-green-blue(-alpha) order: CV_8U / 255, CV_16U / 65535, CV_32F
/// and CV_64F as they are. Channels: 1, 2 (grey, alpha), 3 or 4. Alpha is composited over white
/// where any pixel is not opaque, else dropped; info gets bitsStored and a note of it. Throws
/// InvalidInput when floats are not finite or leave [0,1].
Image imageOfStored(const cv::Mat& stored, ImageInfo info);

}  // namespace rho::image
