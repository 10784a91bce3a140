// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <opencv2/core.hpp>
#include <span>

#include "dicom/codestream.h"

namespace rho::dicom {

/// Decodes a stream of JPEG, JPEG-LS or JPEG 2000 in a process of its own (rho-decode-*), so that
/// a hostile stream that crashes, hangs or takes over a codec ends that process alone. raw: gets
/// the pixels; of the size and type that facts promise. Returns whether that worked. Throws
/// MissingFile where the program is missing.
bool decodeIsolated(std::span<const std::byte> stream, PixelCoding coding,
                    const CodestreamFacts& facts, cv::Mat& raw);

}  // namespace rho::dicom
