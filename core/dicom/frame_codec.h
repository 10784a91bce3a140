// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <opencv2/core.hpp>
#include <span>
#include <string>

#include "dicom/pixel_layout.h"
#include "dicom/transfer_syntax.h"

namespace rho::dicom {

/// Decodes one compressed frame: CV_8U or CV_16U with the layout's size and samples, the bits as
/// stored. Throws BrokenFile where the stream is damaged or contradicts the layout.
cv::Mat decodeCompressed(std::span<const std::byte> stream, PixelCoding coding,
                         const PixelLayout& layout, const std::string& subject);

/// The same for RLE (PS3.5, G).
cv::Mat decodeRunLength(std::span<const std::byte> stream, const PixelLayout& layout,
                        const std::string& subject);

}  // namespace rho::dicom
