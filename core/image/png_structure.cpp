// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "image/codec_structure.h"

namespace rho::image {

namespace {

constexpr std::uint64_t signatureBytes = 8;
constexpr unsigned greyWithAlphaType = 4;

/// CRC-32 as in the PNG specification, annex D.
std::uint32_t crc32(std::span<const std::byte> bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> values{};
    for (std::uint32_t n = 0; n < 256; ++n) {
      std::uint32_t c = n;
      for (int bit = 0; bit < 8; ++bit) c = c & 1 ? 0xedb88320U ^ (c >> 1) : c >> 1;
      values[n] = c;
    }
    return values;
  }();
  std::uint32_t crc = 0xffffffffU;
  for (const auto byte : bytes)
    crc = table[(crc ^ std::to_integer<std::uint32_t>(byte)) & 255] ^ (crc >> 8);
  return ~crc;
}

}  // namespace

CodecFacts inspectPng(const FileBytes& file) {
  CodecFacts facts;
  bool pixels = false;
  for (std::uint64_t at = signatureBytes;;) {
    const std::uint64_t length = file.u32(at);
    const std::string type = file.text(at + 4, 4);
    if (crc32(file.part(at + 4, 4 + length)) != file.u32(at + 8 + length))
      file.throwBroken("its part " + type + " does not match its checksum");
    if (at == signatureBytes) {
      if (type != "IHDR" || length != 13) file.throwBroken("the PNG header is damaged");
      facts.width = file.u32(at + 8);
      facts.height = file.u32(at + 12);
      facts.greyWithAlpha = file.u8(at + 17) == greyWithAlphaType;
    }
    pixels = pixels || type == "IDAT";
    if (type == "IEND") break;
    at += 12 + length;
  }
  if (!pixels) file.throwBroken("the PNG holds no pixels");
  return facts;
}

}  // namespace rho::image
