// SPDX-License-Identifier: Apache-2.0
#include "image/codec_structure.h"

namespace rho::image {

namespace {

constexpr std::uint64_t endOfImage = 0xd9;
constexpr std::uint64_t startOfScan = 0xda;

bool standsAlone(std::uint64_t marker) {
  return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/// Start-of-frame markers: C0 to CF but for the tables DHT (C4), JPG (C8) and DAC (CC).
bool isFrame(std::uint64_t marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/// The first marker after the entropy-coded data that begin at offset.
std::uint64_t skipScan(const FileBytes& file, std::uint64_t offset) {
  for (;; ++offset) {
    if (file.u8(offset) != 0xff) continue;
    const auto next = file.u8(offset + 1);
    const bool restart = next >= 0xd0 && next <= 0xd7;
    if (next != 0 && next != 0xff && !restart) return offset;
  }
}

void readFrame(const FileBytes& file, std::uint64_t at, std::uint64_t marker, CodecFacts& facts) {
  const bool baselineOrProgressive = marker <= 0xc2 || marker == 0xc9 || marker == 0xca;
  if (!baselineOrProgressive)
    throw UnknownFormat(file.subject(), "a lossless or hierarchical JPEG", "convert it to PNG");
  if (file.u8(at + 4) != 8)
    throw UnknownFormat(file.subject(), "a JPEG of " + std::to_string(file.u8(at + 4)) + " bits",
                        "convert it to a 16-bit PNG");
  facts.height = file.u16(at + 5);
  facts.width = file.u16(at + 7);
}

}  // namespace

CodecFacts inspectJpeg(const FileBytes& file) {
  CodecFacts facts;
  bool frame = false;
  bool scan = false;
  std::uint64_t at = 2;  // after the start-of-image marker
  for (;;) {
    if (file.u8(at) != 0xff) file.throwBroken("the JPEG has damaged segments");
    const auto marker = file.u8(at + 1);
    if (marker == endOfImage) break;
    if (marker == 0xff) {  // fill byte
      ++at;
      continue;
    }
    if (standsAlone(marker)) {
      at += 2;
      continue;
    }
    const auto length = file.u16(at + 2);
    file.require(at + 2, length);
    if (length < 2) file.throwBroken("the JPEG has damaged segments");
    if (isFrame(marker)) {
      readFrame(file, at, marker, facts);
      frame = true;
    }
    at += 2 + length;
    if (marker == startOfScan) {
      at = skipScan(file, at);
      scan = true;
    }
  }
  if (!frame || !scan) file.throwBroken("the JPEG holds no pixels");
  return facts;
}

}  // namespace rho::image
