// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "dicom/data_set.h"

namespace rho::dicom {

/// How the stored values of an image are laid out (PS3.3, C.7.6.3), checked and bounded.
struct PixelLayout {
  int rows = 0;
  int columns = 0;
  int frames = 1;
  int samples = 1;        ///< per pixel: 1 or 3
  int bitsAllocated = 8;  ///< 1, 8, 16 or 32
  int bitsStored = 8;
  int highBit = 7;
  bool isSigned = false;
  bool isPlanar = false;  ///< all red, then all green, then all blue
  std::string photometric;

  bool isMonochrome1() const { return photometric == "MONOCHROME1"; }
  bool isGrey() const { return samples == 1 && photometric != "PALETTE COLOR"; }
  /// Bits, not bytes: masks have one a pixel.
  std::uint64_t frameBits() const {
    return std::uint64_t(rows) * std::uint64_t(columns) * std::uint64_t(samples) *
           std::uint64_t(bitsAllocated);
  }
  /// The least and the largest value that Bits Stored can hold.
  std::int64_t lowest() const { return isSigned ? -(std::int64_t{1} << (bitsStored - 1)) : 0; }
  std::int64_t highest() const {
    return (std::int64_t{1} << (isSigned ? bitsStored - 1 : bitsStored)) - 1;
  }
};

/// A frame, and all frames together, hold at most so many values.
inline constexpr std::uint64_t maxFrameValues = std::uint64_t{1} << 28;
inline constexpr std::uint64_t maxValues = std::uint64_t{1} << 34;

/// Throws BrokenFile where an attribute that is needed is absent or contradicts another,
/// UnknownFormat for a data set without pixels or of a layout that is not read, RefusedFile for
/// absurd dimensions.
PixelLayout pixelLayoutOf(const DataSet& data, const std::string& subject);

}  // namespace rho::dicom
