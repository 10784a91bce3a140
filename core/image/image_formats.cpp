// SPDX-License-Identifier: Apache-2.0
// The registry of image formats.
#include "base/error.h"
#include "image/array_format.h"
#include "image/codec_format.h"
#include "image/dicom_format.h"
#include "image/image_format.h"
#include "image/jsrt_format.h"

namespace rho::image {

Image ImageFormat::decode(std::span<const std::byte>, const std::string& source) const {
  throw UnknownFormat(source, name() + " is not read from within an archive", "unpack it first");
}

const std::vector<std::unique_ptr<const ImageFormat>>& imageFormats() {
  static const auto formats = [] {
    std::vector<std::unique_ptr<const ImageFormat>> list;
    for (auto& format : makeCodecFormats()) list.push_back(std::move(format));
    list.push_back(makeArrayFormat());
    list.push_back(makeDicomFormat());
    list.push_back(makeJsrtFormat());
    return list;
  }();
  return formats;
}

void requireDimensions(std::uint64_t width, std::uint64_t height, const std::string& subject) {
  if (width == 0 || height == 0) throw BrokenFile(subject, "the picture has no pixels");
  if (width > maxPixels || height > maxPixels / width)
    throw RefusedFile(subject,
                      "promises " + std::to_string(width) + "×" + std::to_string(height) +
                          " pixels, more than the limit of " + std::to_string(maxPixels),
                      "crop or shrink it first");
}

}  // namespace rho::image
