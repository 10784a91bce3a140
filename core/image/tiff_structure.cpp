// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "image/codec_structure.h"

namespace rho::image {

namespace {

enum Tag : unsigned {
  imageWidth = 256,
  imageLength = 257,
  bitsPerSample = 258,
  compression = 259,
  photometric = 262,
  stripOffsets = 273,
  samplesPerPixel = 277,
  stripByteCounts = 279,
  tileOffsets = 324,
  tileByteCounts = 325,
  extraSamples = 338,
  sampleFormat = 339
};

/// The first directory of a TIFF file.
class Directory {
 public:
  explicit Directory(FileBytes file) : m_file(std::move(file)) {
    m_file.setBigEndian(m_file.text(0, 1) == "M");
    const bool big = m_file.u16(2) == 43;
    m_wide = big ? 8 : 4;
    const auto start = m_file.number(big ? 8 : 4, m_wide);
    const auto count = m_file.number(start, big ? 8 : 2);
    const std::uint64_t entryBytes = big ? 20 : 12;
    const auto entries = start + (big ? 8 : 2);
    if (count == 0 || count > 4096) m_file.throwBroken("the TIFF directory is damaged");
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto entry = entries + i * entryBytes;
      m_entries[static_cast<unsigned>(m_file.u16(entry))] = entry;
    }
    m_next = m_file.number(entries + count * entryBytes, m_wide);
  }

  const FileBytes& file() const { return m_file; }
  bool has(Tag tag) const { return m_entries.contains(tag); }
  bool isLast() const { return m_next == 0; }

  std::uint64_t first(Tag tag, std::uint64_t otherwise) const {
    const auto all = values(tag);
    return all.empty() ? otherwise : all.front();
  }

  std::vector<std::uint64_t> values(Tag tag) const {
    const auto found = m_entries.find(tag);
    if (found == m_entries.end()) return {};
    const auto entry = found->second;
    const unsigned size = sizeOfType(m_file.u16(entry + 2));
    const auto count = m_file.number(entry + 4, m_wide);
    if (size == 0 || count > m_file.size()) m_file.throwBroken("the TIFF directory is damaged");
    const auto inPlace = entry + 4 + m_wide;
    const auto offset = count * size <= m_wide ? inPlace : m_file.number(inPlace, m_wide);
    m_file.require(offset, count * size);
    std::vector<std::uint64_t> result(count);
    for (std::uint64_t i = 0; i < count; ++i) result[i] = m_file.number(offset + i * size, size);
    return result;
  }

 private:
  static unsigned sizeOfType(std::uint64_t type) {
    switch (type) {
      case 1:
        return 1;
      case 3:
        return 2;
      case 4:
        return 4;
      case 16:
        return 8;
      default:
        return 0;
    }
  }

  FileBytes m_file;
  unsigned m_wide = 4;
  std::map<unsigned, std::uint64_t> m_entries;
  std::uint64_t m_next = 0;
};

void requirePixelData(const Directory& directory, std::uint64_t bitsInAll) {
  const bool tiled = directory.has(tileOffsets);
  const auto offsets = directory.values(tiled ? tileOffsets : stripOffsets);
  const auto counts = directory.values(tiled ? tileByteCounts : stripByteCounts);
  if (offsets.empty()) directory.file().throwBroken("the TIFF holds no pixels");
  if (!counts.empty() && counts.size() != offsets.size())
    directory.file().throwBroken("the TIFF directory is damaged");
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    directory.file().require(offsets[i], counts[i]);
    total += counts[i];
  }
  const bool uncompressed = directory.first(compression, 1) == 1;
  if (uncompressed && !counts.empty() && total < bitsInAll / 8) directory.file().throwCutOff();
}

void requireSupportedSamples(const Directory& directory) {
  const auto bits = directory.first(bitsPerSample, 1);
  const auto format = directory.first(sampleFormat, 1);
  const bool integers = (format == 1 || format == 4) && (bits == 1 || bits == 8 || bits == 16);
  const bool floats = format == 3 && (bits == 32 || bits == 64);
  if (!integers && !floats)
    throw UnknownFormat(directory.file().subject(),
                        "a TIFF with " + std::to_string(bits) + "-bit " +
                            (format == 2   ? "signed integers"
                             : format == 3 ? "floats"
                                           : "samples"),
                        "store 8- or 16-bit unsigned integers, or floats of 32 bits");
}

}  // namespace

CodecFacts inspectTiff(FileBytes file) {
  const Directory directory(std::move(file));
  CodecFacts facts;
  facts.width = directory.first(imageWidth, 0);
  facts.height = directory.first(imageLength, 0);
  requireSupportedSamples(directory);
  const auto bits = directory.first(bitsPerSample, 1);
  const auto samples = directory.first(samplesPerPixel, 1);
  if (facts.width <= 1U << 31 && facts.height <= 1U << 24 && samples <= 16)
    requirePixelData(directory, facts.width * facts.height * bits * samples);
  // OpenCV reads up to 8 bits through libtiff's RGBA interface, which inverts and multiplies.
  facts.minimumIsWhite = bits > 8 && directory.first(photometric, 1) == 0;
  facts.premultiplied = bits <= 8 || directory.first(extraSamples, 0) == 1;
  if (!directory.isLast()) facts.notes.push_back("the first of several pages was taken");
  return facts;
}

}  // namespace rho::image
