// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace rho::test {

inline std::string bigEndian(std::uint32_t value, int bytes = 4) {
  std::string text;
  for (int i = bytes; i-- > 0;) text += static_cast<char>(value >> (8 * i) & 255);
  return text;
}

inline std::string pngChunk(const std::string& type, const std::string& data) {
  std::uint32_t crc = 0xffffffffU;
  for (const char byte : type + data) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? 0xedb88320U ^ (crc >> 1) : crc >> 1;
  }
  return bigEndian(static_cast<std::uint32_t>(data.size())) + type + data + bigEndian(~crc);
}

/// A PNG of any colour type, its rows (each led by its filter byte, below 64 KiB in all) stored
/// without compression; extra: chunks before the pixels (a palette, transparency).
inline std::string pngBytes(std::uint32_t width, std::uint32_t height, int bits, int colourType,
                            const std::string& rows, const std::string& extra = {}) {
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (const char byte : rows) {
    a = (a + static_cast<unsigned char>(byte)) % 65521;
    b = (b + a) % 65521;
  }
  const auto size = static_cast<std::uint32_t>(rows.size());
  std::string zlib = "\x78\x01\x01";
  for (const std::uint32_t word : {size, ~size}) {
    zlib += static_cast<char>(word & 255);
    zlib += static_cast<char>(word >> 8 & 255);
  }
  zlib += rows + bigEndian(b << 16 | a);
  const std::string header = bigEndian(width) + bigEndian(height) + static_cast<char>(bits) +
                             static_cast<char>(colourType) + std::string(3, '\0');
  return "\x89PNG\r\n\x1a\n" + pngChunk("IHDR", header) + extra + pngChunk("IDAT", zlib) +
         pngChunk("IEND", "");
}

}  // namespace rho::test
