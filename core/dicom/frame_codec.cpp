// SPDX-License-Identifier: Apache-2.0
#include "dicom/frame_codec.h"

#include <fmt/format.h>

#include "base/error.h"
#include "dicom/codestream.h"
#include "dicom/isolated_decoder.h"

namespace rho::dicom {

namespace {

void requireFit(const CodestreamFacts& facts, const PixelLayout& layout,
                const std::string& subject) {
  const auto throwBroken = [&](const std::string& problem) {
    throw BrokenFile(subject, problem, "copy it again from its source");
  };
  if (facts.width != static_cast<std::uint32_t>(layout.columns) ||
      facts.height != static_cast<std::uint32_t>(layout.rows))
    throwBroken(fmt::format("a compressed frame has {}×{} pixels, the file promises {}×{}",
                            facts.width, facts.height, layout.columns, layout.rows));
  if (facts.components != layout.samples)
    throwBroken(fmt::format("a compressed frame has {} components, the file promises {}",
                            facts.components, layout.samples));
  if (facts.bits < 1 || facts.bits > 16 || (facts.bits > 8 ? 16 : 8) > layout.bitsAllocated)
    throwBroken(fmt::format("a compressed frame has {} bits a value, the file promises {}",
                            facts.bits, layout.bitsStored));
  if (facts.isSubsampled)
    throw UnknownFormat(subject, "the components of a compressed frame differ in size or depth");
}

}  // namespace

cv::Mat decodeCompressed(std::span<const std::byte> stream, PixelCoding coding,
                         const PixelLayout& layout, const std::string& subject) {
  const auto facts = codestreamFacts(stream, coding, subject);
  requireFit(facts, layout, subject);
  cv::Mat raw(layout.rows, layout.columns,
              CV_MAKETYPE(facts.bits > 8 ? CV_16U : CV_8U, layout.samples));
  if (!decodeIsolated(stream.subspan(facts.begin), coding, facts, raw))
    throw BrokenFile(subject, "its pixels cannot be decoded", "copy it again from its source");
  return raw;
}

}  // namespace rho::dicom
