// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "image/image.h"

namespace rho::image {

/// How the user names an image: PATH, or FILE.npz:NAME#INDEX, FILE.npy#INDEX for arrays.
struct ImageAddress {
  std::filesystem::path file;
  std::string array;                  ///< NAME inside a .npz, else empty
  std::optional<std::int64_t> index;  ///< item of the first axis

  /// Throws UsageError. A path that exists as written is taken as it is.
  static ImageAddress parse(const std::string& text);
  /// As the user writes it.
  std::string text() const;
};

/// Reads one image of any registered format: PNG, JPEG, TIFF, BMP (8 and 16 bits; grey, colour,
/// alpha), .npy and .npz. Throws MissingFile, UnknownFormat, BrokenFile, RefusedFile, InvalidInput.
Image readImage(const std::string& address);

/// Reads one image of a file in memory. source: for messages. Throws the same.
Image decodeImage(std::span<const std::byte> bytes, const std::string& source);

}  // namespace rho::image
