// SPDX-License-Identifier: Apache-2.0
#include "dicom/overlays.h"

#include <fmt/format.h>

#include "dicom/character_set.h"

namespace rho::dicom {

namespace {

constexpr std::uint16_t firstGroup = 0x6000;
constexpr std::uint16_t lastGroup = 0x601e;

cv::Mat packedMask(const std::string& bytes, int rows, int columns, std::int64_t frame) {
  const auto count = static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(columns);
  const auto first = count * static_cast<std::uint64_t>(frame);
  if (bytes.size() < (first + count + 7) / 8) return {};
  cv::Mat mask(rows, columns, CV_8U);
  for (std::uint64_t i = 0; i < count; ++i)
    mask.data[i] = static_cast<unsigned char>(bytes[(first + i) / 8]) >> ((first + i) % 8) & 1;
  return mask;
}

cv::Mat hiddenMask(const cv::Mat& raw, int bit) {
  if (raw.channels() != 1 || (raw.depth() != CV_8U && raw.depth() != CV_16U)) return {};
  cv::Mat mask(raw.size(), CV_8U);
  for (std::size_t i = 0; i < raw.total(); ++i)
    mask.data[i] = (raw.depth() == CV_8U ? raw.data[i] : raw.ptr<std::uint16_t>()[i]) >> bit & 1;
  return mask;
}

cv::Mat maskOf(const DataSet& data, std::uint16_t group, const cv::Mat& raw, int frame) {
  const auto rows = data.integer({group, 0x0010}).value_or(0);
  const auto columns = data.integer({group, 0x0011}).value_or(0);
  const auto bit = data.integer({group, 0x0102}).value_or(0);
  if (rows < 1 || columns < 1 || rows > 65535 || columns > 65535) return {};
  if (const auto* packed = data.find({group, 0x3000})) {
    const auto frames = data.integer({group, 0x0015}).value_or(1);
    const auto origin = data.integer({group, 0x0051}).value_or(1);
    const std::int64_t own = frames > 1 ? frame + 1 - origin : 0;
    if (own < 0 || own >= std::max<std::int64_t>(1, frames)) return {};
    return packedMask(packed->bytes, static_cast<int>(rows), static_cast<int>(columns), own);
  }
  const bool isHidden = bit > 0 && bit < 16 && rows == raw.rows && columns == raw.cols;
  return isHidden ? hiddenMask(raw, static_cast<int>(bit)) : cv::Mat();
}

}  // namespace

std::vector<Overlay> overlaysOf(const DataSet& data, const cv::Mat& raw, int frame,
                                std::vector<std::string>& notes) {
  std::vector<Overlay> overlays;
  for (std::uint16_t group = firstGroup; group <= lastGroup; group += 2) {
    if (!data.has({group, 0x0010})) continue;
    Overlay overlay;
    overlay.mask = maskOf(data, group, raw, frame);
    if (overlay.mask.empty()) {
      notes.push_back(fmt::format("the overlay of group {:04x} has no usable pixels", group));
      continue;
    }
    const auto origin = data.integers({group, 0x0050}, true);
    if (origin.size() == 2)
      overlay.origin = {static_cast<int>(origin[1]) - 1, static_cast<int>(origin[0]) - 1};
    overlay.isRegion = data.text({group, 0x0040}) == "R";
    const CharacterSet characters(data);
    overlay.label = characters.text(data, {group, 0x1500});
    if (overlay.label.empty()) overlay.label = characters.text(data, {group, 0x0022});
    overlays.push_back(std::move(overlay));
  }
  return overlays;
}

}  // namespace rho::dicom
