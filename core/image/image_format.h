// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "image/read_image.h"

namespace rho::image {

/// One kind of image file. A new kind is one class in one file and one line in image_formats.cpp.
class ImageFormat {
 public:
  virtual ~ImageFormat() = default;
  /// As people call it, for messages and file dialogs: "PNG".
  virtual std::string name() const = 0;
  /// Lower-case, with the dot. Hints for dialogs: what a file is, its content decides.
  virtual std::vector<std::string> extensions() const = 0;
  /// head: the first bytes of a file, at most formatHeadBytes. A file that is cut off early is
  /// still recognised where its first bytes allow it.
  virtual bool recognises(std::string_view head) const = 0;
  /// Reads a file that was recognised. Throws UnknownFormat (a variant that is not supported),
  /// BrokenFile, RefusedFile, InvalidInput.
  virtual Image read(const ImageAddress& address) const = 0;
  /// The same for a file in memory. Throws UnknownFormat where the format is read from files alone.
  virtual Image decode(std::span<const std::byte> bytes, const std::string& source) const;
};

inline constexpr std::size_t formatHeadBytes = 256;

/// No picture may have more pixels; larger ones are refused before they are decoded.
inline constexpr std::uint64_t maxPixels = std::uint64_t{1} << 28;

/// Throws RefusedFile for more than maxPixels, BrokenFile for an empty picture.
void requireDimensions(std::uint64_t width, std::uint64_t height, const std::string& subject);

/// All formats, in the order in which they are asked.
const std::vector<std::unique_ptr<const ImageFormat>>& imageFormats();

}  // namespace rho::image
