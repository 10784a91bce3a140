// SPDX-License-Identifier: Apache-2.0
#include "dicom/pixel_layout.h"

#include <fmt/format.h>

#include <set>

#include "base/error.h"

namespace rho::dicom {

namespace {

std::int64_t needed(const DataSet& data, Tag tag, const char* name, const std::string& subject) {
  const auto value = data.integer(tag);
  if (!value)
    throw BrokenFile(subject, fmt::format("the attribute {} {} is missing", name, tag.text()));
  return *value;
}

void checkDimensions(std::int64_t rows, std::int64_t columns, std::int64_t frames,
                     std::int64_t samples, const std::string& subject) {
  if (rows < 1 || columns < 1 || frames < 1)
    throw BrokenFile(subject,
                     fmt::format("promises {} frames of {}×{} pixels", frames, columns, rows));
  constexpr std::int64_t maxSide = 65535;
  constexpr std::int64_t maxFrames = 1 << 24;
  const bool isAbsurd = rows > maxSide || columns > maxSide || frames > maxFrames;
  const auto perFrame = isAbsurd ? 0 : static_cast<std::uint64_t>(rows * columns * samples);
  if (isAbsurd || perFrame > maxFrameValues ||
      static_cast<std::uint64_t>(frames) > maxValues / perFrame)
    throw RefusedFile(subject,
                      fmt::format("promises {} frames of {}×{} pixels, more than the limit", frames,
                                  columns, rows));
}

void checkBits(const PixelLayout& layout, const std::string& subject) {
  static const std::set<int> allocations = {1, 8, 16, 32};
  if (!allocations.contains(layout.bitsAllocated))
    throw UnknownFormat(
        subject, fmt::format("{} bits allocated for a value are not read", layout.bitsAllocated));
  if (layout.bitsStored < 1 || layout.bitsStored > layout.bitsAllocated ||
      layout.highBit < layout.bitsStored - 1 || layout.highBit >= layout.bitsAllocated)
    throw BrokenFile(
        subject, fmt::format("its bits contradict each other: {} allocated, {} stored, high bit "
                             "{}",
                             layout.bitsAllocated, layout.bitsStored, layout.highBit));
}

void checkPhotometric(const PixelLayout& layout, const std::string& subject) {
  static const std::set<std::string> grey = {"MONOCHROME1", "MONOCHROME2", "PALETTE COLOR"};
  static const std::set<std::string> colour = {"RGB", "YBR_FULL", "YBR_FULL_422", "YBR_RCT",
                                               "YBR_ICT"};
  if (!grey.contains(layout.photometric) && !colour.contains(layout.photometric))
    throw UnknownFormat(subject, fmt::format("the photometric interpretation '{}' is not read",
                                             layout.photometric));
  if (layout.samples != (grey.contains(layout.photometric) ? 1 : 3))
    throw BrokenFile(subject, fmt::format("{} samples per pixel contradict {}", layout.samples,
                                          layout.photometric));
  if (layout.samples == 3 && (layout.bitsAllocated == 1 || layout.bitsAllocated == 32))
    throw UnknownFormat(subject,
                        fmt::format("colours of {} bits are not read", layout.bitsAllocated));
}

}  // namespace

PixelLayout pixelLayoutOf(const DataSet& data, const std::string& subject) {
  if (data.has(tags::floatPixels) || data.has(tags::doublePixels))
    throw UnknownFormat(subject, "holds floating-point pixels, which are not read");
  if (!data.has(tags::rows) && !data.has(tags::columns))
    throw UnknownFormat(subject, "a DICOM file without an image",
                        "open the images of its series instead");
  const auto rows = needed(data, tags::rows, "Rows", subject);
  const auto columns = needed(data, tags::columns, "Columns", subject);
  const auto frames = data.integer(tags::numberOfFrames).value_or(1);
  const auto samples = data.integer(tags::samplesPerPixel).value_or(1);
  if (samples != 1 && samples != 3)
    throw UnknownFormat(subject, fmt::format("{} samples per pixel are not read", samples));
  checkDimensions(rows, columns, frames, samples, subject);
  PixelLayout layout;
  layout.rows = static_cast<int>(rows);
  layout.columns = static_cast<int>(columns);
  layout.frames = static_cast<int>(frames);
  layout.samples = static_cast<int>(samples);
  layout.bitsAllocated =
      static_cast<int>(needed(data, tags::bitsAllocated, "Bits Allocated", subject));
  layout.bitsStored =
      static_cast<int>(data.integer(tags::bitsStored).value_or(layout.bitsAllocated));
  layout.highBit = static_cast<int>(data.integer(tags::highBit).value_or(layout.bitsStored - 1));
  // Colours have no sign (PS3.3, C.7.6.3.1.2), whatever a file says.
  layout.isSigned = samples == 1 && data.integer(tags::pixelRepresentation).value_or(0) == 1;
  layout.isPlanar = data.integer(tags::planarConfiguration).value_or(0) == 1;
  layout.photometric = data.text(tags::photometric);
  if (layout.photometric.empty())
    throw BrokenFile(subject, "the attribute Photometric Interpretation (0028,0004) is missing");
  checkBits(layout, subject);
  checkPhotometric(layout, subject);
  return layout;
}

}  // namespace rho::dicom
