// SPDX-License-Identifier: Apache-2.0
#include "dicom/codestream.h"

#include <fmt/format.h>

#include "base/error.h"

namespace rho::dicom {

namespace {

/// Big-endian numbers; every access past the end is a BrokenFile.
class Stream {
 public:
  Stream(std::span<const std::byte> bytes, const std::string& subject)
      : m_bytes(bytes), m_subject(subject) {}

  std::uint32_t number(std::size_t at, std::size_t count) const {
    if (at > m_bytes.size() || count > m_bytes.size() - at) throwBroken();
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
      value = value << 8 | std::to_integer<std::uint32_t>(m_bytes[at + i]);
    return value;
  }
  std::size_t size() const { return m_bytes.size(); }
  [[noreturn]] void throwBroken() const {
    throw BrokenFile(m_subject, "a compressed frame is damaged or cut off",
                     "copy it again from its source");
  }

 private:
  std::span<const std::byte> m_bytes;
  const std::string& m_subject;
};

/// SOF0 to SOF15 of JPEG without its three other uses, and SOF55 of JPEG-LS.
bool isStartOfFrame(std::uint32_t marker, PixelCoding coding) {
  if (coding == PixelCoding::jpegLs) return marker == 0xfff7;
  return marker >= 0xffc0 && marker <= 0xffcf && marker != 0xffc4 && marker != 0xffc8 &&
         marker != 0xffcc;
}

CodestreamFacts jpegFacts(const Stream& stream, PixelCoding coding) {
  if (stream.number(0, 2) != 0xffd8) stream.throwBroken();
  for (std::size_t at = 2;;) {
    const auto marker = stream.number(at, 2);
    if (marker == 0xffff) {
      ++at;
      continue;
    }
    if ((marker & 0xff00) != 0xff00 || marker == 0xffda || marker == 0xffd9) stream.throwBroken();
    if (isStartOfFrame(marker, coding))
      return {stream.number(at + 7, 2), stream.number(at + 5, 2),
              static_cast<int>(stream.number(at + 9, 1)),
              static_cast<int>(stream.number(at + 4, 1))};
    at += 2 + stream.number(at + 2, 2);
  }
}

/// Where the code stream begins: at once, or in a box of a JP2 file.
std::size_t beginOfJpeg2000(const Stream& stream) {
  if (stream.number(0, 2) == 0xff4f) return 0;
  for (std::size_t at = 0;;) {
    const auto length = stream.number(at, 4);
    if (stream.number(at + 4, 4) == 0x6a703263) return at + 8;  // "jp2c"
    if (length < 8) stream.throwBroken();
    at += length;
  }
}

CodestreamFacts jpeg2000Facts(const Stream& stream) {
  CodestreamFacts facts;
  facts.begin = beginOfJpeg2000(stream);
  const auto at = facts.begin;
  if (stream.number(at, 4) != 0xff4fff51) stream.throwBroken();
  const auto extent = [&](std::size_t end, std::size_t begin) {
    const auto to = stream.number(at + end, 4);
    const auto from = stream.number(at + begin, 4);
    if (to <= from) stream.throwBroken();
    return to - from;
  };
  facts.width = extent(8, 16);
  facts.height = extent(12, 20);
  facts.components = static_cast<int>(stream.number(at + 40, 2));
  for (int i = 0; i < facts.components; ++i) {
    const auto component = stream.number(at + 42 + 3 * static_cast<std::size_t>(i), 3);
    const int bits = static_cast<int>(component >> 16 & 0x7f) + 1;
    facts.isSigned = component >> 23 & 1;
    facts.isSubsampled |= (component & 0xffff) != 0x0101 || (i > 0 && bits != facts.bits);
    facts.bits = bits;
  }
  return facts;
}

}  // namespace

CodestreamFacts codestreamFacts(std::span<const std::byte> bytes, PixelCoding coding,
                                const std::string& subject) {
  const Stream stream(bytes, subject);
  return coding == PixelCoding::jpeg2000 ? jpeg2000Facts(stream) : jpegFacts(stream, coding);
}

}  // namespace rho::dicom
