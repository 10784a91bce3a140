// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "dicom/transfer_syntax.h"

namespace rho::dicom {

/// What the header of a compressed frame promises.
struct CodestreamFacts {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  int components = 0;
  int bits = 0;  ///< of one sample
  bool isSigned = false;
  bool isSubsampled = false;  ///< components differ in size (JPEG 2000)
  std::size_t begin = 0;      ///< where the stream itself begins in its wrapper
};

/// Of JPEG, JPEG-LS and JPEG 2000. Throws BrokenFile for what is no such stream.
CodestreamFacts codestreamFacts(std::span<const std::byte> stream, PixelCoding coding,
                                const std::string& subject);

}  // namespace rho::dicom
