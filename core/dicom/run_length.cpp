// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>

#include "base/error.h"
#include "dicom/frame_codec.h"

namespace rho::dicom {

namespace {

constexpr std::size_t headerBytes = 64;

std::uint32_t littleEndian(std::span<const std::byte> bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;)
    value = value << 8 | std::to_integer<std::uint32_t>(bytes[at + i]);
  return value;
}

/// Fills count bytes that lie step apart; whether the segment held that many.
bool unpack(std::span<const std::byte> segment, std::uint8_t* out, std::size_t count,
            std::size_t step) {
  std::size_t done = 0;
  for (std::size_t at = 0; at < segment.size() && done < count;) {
    const auto code = std::to_integer<int>(segment[at++]);
    if (code == 128) continue;
    const auto length = static_cast<std::size_t>(code < 128 ? code + 1 : 257 - code);
    for (std::size_t i = 0; i < length && done < count; ++i) {
      const auto from = at + (code < 128 ? i : 0);
      if (from >= segment.size()) return false;
      out[done++ * step] = std::to_integer<std::uint8_t>(segment[from]);
    }
    at += code < 128 ? length : 1;
  }
  return done == count;
}

}  // namespace

cv::Mat decodeRunLength(std::span<const std::byte> stream, const PixelLayout& layout,
                        const std::string& subject) {
  const auto bytesPerSample = static_cast<std::size_t>(layout.bitsAllocated) / 8;
  const auto samples = static_cast<std::size_t>(layout.samples);
  const auto segments = bytesPerSample * samples;
  const auto throwBroken = [&](const std::string& problem) {
    throw BrokenFile(subject, "its run-length code " + problem, "copy it again from its source");
  };
  if (bytesPerSample == 0 || bytesPerSample > 2) throwBroken("is of no known depth");
  if (stream.size() < headerBytes) throwBroken("is cut off");
  if (littleEndian(stream, 0) != segments)
    throwBroken(fmt::format("has {} segments in place of {}", littleEndian(stream, 0), segments));
  cv::Mat raw(layout.rows, layout.columns,
              CV_MAKETYPE(bytesPerSample == 1 ? CV_8U : CV_16U, layout.samples));
  for (std::size_t i = 0; i < segments; ++i) {
    const std::size_t begin = littleEndian(stream, 4 + 4 * i);
    const std::size_t end = i + 1 < segments ? littleEndian(stream, 8 + 4 * i) : stream.size();
    if (begin < headerBytes || begin > end || end > stream.size()) throwBroken("is cut off");
    // Segments run from the most significant byte of the first sample on.
    const auto sample = i / bytesPerSample;
    const auto byte = bytesPerSample - 1 - i % bytesPerSample;
    if (!unpack(stream.subspan(begin, end - begin), raw.data + sample * bytesPerSample + byte,
                raw.total(), segments))
      throwBroken("ends before the frame does");
  }
  return raw;
}

}  // namespace rho::dicom
