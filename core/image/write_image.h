// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <opencv2/core.hpp>

#include "image/image.h"

namespace rho::image {

// All write atomically: the file is there whole, or not at all. They throw WriteFailed.

/// 8 bits per value, rounded; values outside [0,1] are clamped.
void writePng8(const std::filesystem::path& path, const Image& image);
/// pixels: CV_8UC1 (grey) or CV_8UC3 (red, green, blue), else InvalidInput.
void writePng8(const std::filesystem::path& path, const cv::Mat& pixels);
/// 16 bits per value, rounded: 16-bit sources come back exactly.
void writePng16(const std::filesystem::path& path, const Image& image);

}  // namespace rho::image
