// SPDX-License-Identifier: Apache-2.0
#include "image/codec_structure.h"

namespace rho::image {

CodecFacts inspectBmp(const FileBytes& file) {
  constexpr std::uint64_t coreHeader = 12;
  constexpr std::uint64_t infoHeader = 40;
  const auto pixelOffset = file.u32(10);
  const auto headerBytes = file.u32(14);
  CodecFacts facts;
  std::uint64_t bitsPerPixel = 0;
  std::uint64_t compression = 0;
  if (headerBytes == coreHeader) {
    facts.width = file.u16(18);
    facts.height = file.u16(20);
    bitsPerPixel = file.u16(24);
  } else if (headerBytes >= infoHeader) {
    facts.width = file.u32(18);
    const auto height = static_cast<std::int32_t>(file.u32(22));
    facts.height =
        height < 0 ? -static_cast<std::int64_t>(height) : height;  // below 0: top row first
    bitsPerPixel = file.u16(28);
    compression = file.u32(30);
  } else {
    throw UnknownFormat(file.subject(), "a BMP with an unknown header", "convert it to PNG");
  }
  if (pixelOffset < 14 + headerBytes) file.throwBroken("the BMP header is damaged");
  const bool runLengths = compression == 1 || compression == 2;
  if (!runLengths && facts.width <= 1U << 31 && facts.height <= 1U << 31) {
    const std::uint64_t rowBytes = (facts.width * bitsPerPixel + 31) / 32 * 4;
    if (rowBytes > 0 && facts.height > file.size() / rowBytes) file.throwCutOff();
    file.require(pixelOffset, rowBytes * facts.height);
  }
  if (runLengths) file.require(pixelOffset, file.u32(34));
  return facts;
}

}  // namespace rho::image
