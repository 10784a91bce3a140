// SPDX-License-Identifier: Apache-2.0
#include "dicom/frames.h"

#include <fmt/format.h>

#include <bit>
#include <cstring>

#include "base/error.h"
#include "dicom/frame_codec.h"

namespace rho::dicom {

namespace {

[[noreturn]] void throwCutOff(const DicomFile& file, std::uint64_t found, std::uint64_t needed) {
  throw BrokenFile(file.source,
                   fmt::format("its pixels are cut off: {} of {} bytes are there", found, needed),
                   "copy it again from its source");
}

/// Red, green and blue of one frame side by side.
cv::Mat interleaved(const cv::Mat& raw) {
  std::vector<cv::Mat> planes;
  const auto planeBytes = raw.total() * raw.elemSize1();
  for (int i = 0; i < raw.channels(); ++i)
    planes.emplace_back(raw.size(), raw.depth(),
                        raw.data + planeBytes * static_cast<std::size_t>(i));
  cv::Mat merged;
  cv::merge(planes, merged);
  return merged;
}

template <typename Word>
void reverseBytes(cv::Mat& raw) {
  auto* words = reinterpret_cast<Word*>(raw.data);
  for (std::size_t i = 0; i < raw.total() * raw.elemSize() / sizeof(Word); ++i) {
    auto* bytes = reinterpret_cast<std::uint8_t*>(words + i);
    std::reverse(bytes, bytes + sizeof(Word));
  }
}

/// Masks of one bit a pixel, the first pixel in the lowest bit; frames follow without a gap.
cv::Mat unpackedBits(const DicomFile& file, const PixelLayout& layout, int frame) {
  const auto bytes = file.part(file.pixels->native);
  const auto first = layout.frameBits() * static_cast<std::uint64_t>(frame);
  const auto needed = (first + layout.frameBits() + 7) / 8;
  if (bytes.size() < needed) throwCutOff(file, bytes.size(), needed);
  cv::Mat raw(layout.rows, layout.columns, CV_8U);
  for (std::uint64_t i = 0; i < layout.frameBits(); ++i) {
    const auto bit = first + i;
    raw.data[i] = std::to_integer<int>(bytes[bit / 8]) >> (bit % 8) & 1;
  }
  return raw;
}

/// Two pixels share their colour: Y Y Cb Cr.
cv::Mat unpacked422(const DicomFile& file, const PixelLayout& layout, int frame) {
  const auto bytes = file.part(file.pixels->native);
  const auto perFrame = static_cast<std::size_t>(layout.rows) * layout.columns * 2;
  const auto begin = perFrame * static_cast<std::size_t>(frame);
  if (layout.columns % 2 != 0)
    throw BrokenFile(file.source, "YBR_FULL_422 with an odd number of columns");
  if (bytes.size() < begin + perFrame) throwCutOff(file, bytes.size(), begin + perFrame);
  cv::Mat raw(layout.rows, layout.columns, CV_8UC3);
  for (std::size_t i = 0; i < raw.total(); ++i) {
    const auto pair = begin + i / 2 * 4;
    raw.data[3 * i] = std::to_integer<std::uint8_t>(bytes[pair + i % 2]);
    raw.data[3 * i + 1] = std::to_integer<std::uint8_t>(bytes[pair + 2]);
    raw.data[3 * i + 2] = std::to_integer<std::uint8_t>(bytes[pair + 3]);
  }
  return raw;
}

cv::Mat nativeFrame(const DicomFile& file, const PixelLayout& layout, int frame) {
  if (layout.bitsAllocated == 1) return unpackedBits(file, layout, frame);
  if (layout.photometric == "YBR_FULL_422" && layout.bitsAllocated == 8)
    return unpacked422(file, layout, frame);
  const auto bytes = file.part(file.pixels->native);
  const auto perFrame = layout.frameBits() / 8;
  const auto begin = perFrame * static_cast<std::uint64_t>(frame);
  if (bytes.size() < begin + perFrame) throwCutOff(file, bytes.size(), begin + perFrame);
  const int depth = layout.bitsAllocated == 8    ? CV_8U
                    : layout.bitsAllocated == 16 ? CV_16U
                                                 : CV_32S;
  cv::Mat raw(layout.rows, layout.columns, CV_MAKETYPE(depth, layout.samples));
  const bool isWordOfBytes =
      file.syntax.isBigEndian && layout.bitsAllocated == 8 && file.pixels->vr == "OW";
  if (isWordOfBytes) {
    for (std::uint64_t i = 0; i < perFrame; ++i) {
      const auto from = (begin + i) ^ 1;
      raw.data[i] = from < bytes.size() ? std::to_integer<std::uint8_t>(bytes[from]) : 0;
    }
  } else {
    std::memcpy(raw.data, bytes.data() + begin, perFrame);
  }
  if (file.syntax.isBigEndian && layout.bitsAllocated == 16) reverseBytes<std::uint16_t>(raw);
  if (file.syntax.isBigEndian && layout.bitsAllocated == 32) reverseBytes<std::uint32_t>(raw);
  return layout.isPlanar && layout.samples == 3 ? interleaved(raw) : raw;
}

/// Which fragment every frame begins with, without an end.
std::vector<std::size_t> firstFragments(const DicomFile& file, int frames) {
  const auto& pixels = *file.pixels;
  const auto count = static_cast<std::size_t>(frames);
  std::vector<std::size_t> first;
  if (frames == 1) return {0};
  if (pixels.fragments.size() == count) {
    for (std::size_t i = 0; i < count; ++i) first.push_back(i);
    return first;
  }
  if (pixels.starts.size() == count && !pixels.fragments.empty()) {
    const auto origin = pixels.fragments.front().offset;
    std::size_t fragment = 0;
    for (const auto start : pixels.starts) {
      while (fragment < pixels.fragments.size() &&
             pixels.fragments[fragment].offset - origin < start)
        ++fragment;
      first.push_back(fragment);
    }
    return first;
  }
  throw BrokenFile(file.source,
                   fmt::format("{} fragments hold {} frames, and no table says where they begin",
                               pixels.fragments.size(), frames));
}

std::vector<std::byte> streamOf(const DicomFile& file, int frames, int frame) {
  const auto first = firstFragments(file, frames);
  const auto at = static_cast<std::size_t>(frame);
  const auto end = at + 1 < first.size() ? first[at + 1] : file.pixels->fragments.size();
  // A decoder may make a picture of half a stream; nobody should look at that.
  if (file.pixels->isCutOff && end == file.pixels->fragments.size())
    throw BrokenFile(file.source, fmt::format("the file is cut off in frame {}", frame),
                     "copy it again from its source");
  std::vector<std::byte> stream;
  for (auto i = first[at]; i < end; ++i) {
    const auto part = file.part(file.pixels->fragments[i]);
    stream.insert(stream.end(), part.begin(), part.end());
  }
  if (stream.empty()) throw BrokenFile(file.source, fmt::format("frame {} has no pixels", frame));
  return stream;
}

template <typename Word, typename Value>
cv::Mat masked(const cv::Mat& raw, const PixelLayout& layout, int depth) {
  const int shift = layout.highBit + 1 - layout.bitsStored;
  const auto mask = static_cast<std::uint32_t>((std::uint64_t{1} << layout.bitsStored) - 1);
  const std::uint32_t sign = layout.isSigned ? 1u << (layout.bitsStored - 1) : 0;
  cv::Mat stored(raw.size(), CV_MAKETYPE(depth, raw.channels()));
  const auto* from = reinterpret_cast<const Word*>(raw.data);
  auto* to = reinterpret_cast<Value*>(stored.data);
  const auto count = raw.total() * static_cast<std::size_t>(raw.channels());
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t bits = static_cast<std::uint32_t>(from[i]) >> shift & mask;
    // The difference is taken modulo 2^32, which is what the sign means.
    if constexpr (std::is_same_v<Value, double>)
      to[i] = bits;
    else
      to[i] = static_cast<Value>(static_cast<std::int32_t>((bits ^ sign) - sign));
  }
  return stored;
}

}  // namespace

cv::Mat rawFrame(const DicomFile& file, const PixelLayout& layout, int frame) {
  if (frame < 0 || frame >= layout.frames)
    throw InvalidInput(file.source,
                       fmt::format("has no frame {}; there are {}", frame, layout.frames),
                       "frames are counted from 0");
  if (file.syntax.coding == PixelCoding::unsupported)
    throw UnknownFormat(file.source, "its pixels are packed as " + file.syntax.name,
                        "convert it to JPEG 2000 Lossless or an uncompressed transfer syntax");
  if (!file.pixels)
    throw BrokenFile(file.source, "the attribute Pixel Data (7fe0,0010) is missing");
  if (!file.pixels->isEncapsulated) return nativeFrame(file, layout, frame);
  const auto stream = streamOf(file, layout.frames, frame);
  if (file.syntax.coding == PixelCoding::native)
    throw BrokenFile(file.source,
                     "its pixels are encapsulated, but its transfer syntax is " + file.syntax.name);
  return file.syntax.coding == PixelCoding::runLength
             ? decodeRunLength(stream, layout, file.source)
             : decodeCompressed(stream, file.syntax.coding, layout, file.source);
}

cv::Mat storedValues(const cv::Mat& raw, const PixelLayout& layout) {
  const bool isSigned = layout.isSigned;
  switch (raw.depth()) {
    case CV_8U:
      return isSigned ? masked<std::uint8_t, std::int8_t>(raw, layout, CV_8S)
                      : masked<std::uint8_t, std::uint8_t>(raw, layout, CV_8U);
    case CV_16U:
      return isSigned ? masked<std::uint16_t, std::int16_t>(raw, layout, CV_16S)
                      : masked<std::uint16_t, std::uint16_t>(raw, layout, CV_16U);
    default:
      return isSigned ? masked<std::int32_t, std::int32_t>(raw, layout, CV_32S)
                      : masked<std::int32_t, double>(raw, layout, CV_64F);
  }
}

}  // namespace rho::dicom
