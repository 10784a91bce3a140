// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "image/image_format.h"

namespace rho::image {

/// Chest X-rays of the Japanese Society of Radiological Technology (Shiraishi et al. 2000):
/// 2048×2048 values of 12 bits, each in 16 bits, the high byte first, without a header; 0.175 mm.
/// Bone is bright, as on film: stored values are inverted.
std::unique_ptr<const ImageFormat> makeJsrtFormat();

/// Pixels along each side of an image of the set.
inline constexpr int jsrtSide = 2048;

/// Throws MissingFile, BrokenFile for any other size or a larger value.
Image readJsrtImage(const std::string& path);

}  // namespace rho::image
