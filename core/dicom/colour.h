// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <optional>

#include "dicom/lookup_table.h"
#include "dicom/pixel_layout.h"

namespace rho::dicom {

/// Red, green and blue of a PALETTE COLOR image.
using Palette = std::array<LookupTable, 3>;

/// Throws BrokenFile where it is missing, UnknownFormat where it is packed in segments.
Palette paletteOf(const DataSet& data, const PixelLayout& layout, const std::string& subject);

/// stored: indices. CV_16UC3 where the palette has more than 8 bits, else CV_8UC3.
cv::Mat applied(const Palette& palette, const cv::Mat& stored);

/// Y, Cb and Cr of all values as red, green and blue (PS3.3, C.7.6.3.1.2); CV_8UC3 or CV_16UC3.
cv::Mat rgbOfYbr(const cv::Mat& ybr, int bitsStored);

}  // namespace rho::dicom
