// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "image/array.h"

namespace rho::image {

/// How the values that follow a .npy header are laid out.
struct NpyLayout {
  ArrayHeader header;
  bool swapped = false;       ///< stored in the other byte order
  bool fortranOrder = false;  ///< stored with the first axis running fastest
  std::uint64_t dataOffset = 0;
  std::uint64_t dataBytes = 0;  ///< at most maxArrayBytes
};

/// More than enough for any header; one that claims to be longer is refused.
inline constexpr std::uint64_t maxNpyHeaderBytes = 1 << 16;

/// Parses the start of a .npy file, NumPy format 1.0 to 3.0 (numpy.lib.format). head: the first
/// bytes, all of them when the file is shorter than maxNpyHeaderBytes. Throws UnknownFormat,
/// BrokenFile, RefusedFile.
NpyLayout parseNpyHeader(std::span<const std::byte> head, const std::string& subject);

/// The header that belongs before the values of array: format 1.0, padded to 64 bytes.
std::string npyHeaderOf(const Array& array);

}  // namespace rho::image
