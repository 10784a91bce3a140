// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace rho::dicom {

/// The block of memory that this room shares with the programs rho-decode-*, which get it as their
/// descriptor 3: this head, the place for the pixels, and the compressed stream.
struct DecoderBlock {
  std::uint64_t streamBytes = 0;
  std::uint64_t pixelBytes = 0;  ///< width × height × components × 1 or 2
  std::uint32_t coding = 0;      ///< a PixelCoding
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t components = 0;  ///< 1 or 3, side by side in the pixels
  std::uint32_t bits = 0;        ///< of one value, 1 to 16
  std::uint32_t isSigned = 0;
  std::uint32_t isDone = 0;  ///< set by the decoder, last

  std::uint32_t bytesPerValue() const { return bits > 8 ? 2 : 1; }
  std::uint64_t values() const { return std::uint64_t(width) * height * components; }
};

inline constexpr int decoderDescriptor = 3;

}  // namespace rho::dicom
