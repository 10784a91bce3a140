// SPDX-License-Identifier: Apache-2.0
#include "dicom/colour.h"

#include <cmath>

#include "base/error.h"

namespace rho::dicom {

namespace {

template <typename Word>
void convertYbr(const cv::Mat& ybr, cv::Mat& rgb, int bits) {
  const double middle = 1 << (bits - 1);
  const double highest = (1 << bits) - 1;
  const auto clamped = [highest](double value) {
    return static_cast<Word>(std::clamp(std::floor(value + 0.5), 0.0, highest));
  };
  const auto* from = reinterpret_cast<const Word*>(ybr.data);
  auto* to = reinterpret_cast<Word*>(rgb.data);
  for (std::size_t i = 0; i < 3 * ybr.total(); i += 3) {
    const double y = from[i];
    const double blue = from[i + 1] - middle;
    const double red = from[i + 2] - middle;
    to[i] = clamped(y + 1.402 * red);
    to[i + 1] = clamped(y - 0.344136 * blue - 0.714136 * red);
    to[i + 2] = clamped(y + 1.772 * blue);
  }
}

double indexAt(const cv::Mat& stored, int y, int x) {
  switch (stored.depth()) {
    case CV_8U:
      return stored.at<std::uint8_t>(y, x);
    case CV_8S:
      return stored.at<std::int8_t>(y, x);
    case CV_16U:
      return stored.at<std::uint16_t>(y, x);
    case CV_16S:
      return stored.at<std::int16_t>(y, x);
    default:
      throw UnknownFormat("", "a palette for values of 32 bits is not read");
  }
}

}  // namespace

Palette paletteOf(const DataSet& data, const PixelLayout& layout, const std::string& subject) {
  Palette palette;
  for (std::uint16_t i = 0; i < 3; ++i) {
    const auto descriptor = tags::redPaletteDescriptor;
    const auto content = tags::redPalette;
    if (data.has({0x0028, static_cast<std::uint16_t>(0x1221 + i)}) &&
        !data.has({content.group, static_cast<std::uint16_t>(content.element + i)}))
      throw UnknownFormat(subject, "its palette is packed in segments, which are not read");
    auto table = lookupTableOf(
        data, {descriptor.group, static_cast<std::uint16_t>(descriptor.element + i)},
        {content.group, static_cast<std::uint16_t>(content.element + i)}, layout.isSigned, subject);
    if (!table) throw BrokenFile(subject, "its palette is missing");
    palette[i] = std::move(*table);
  }
  return palette;
}

cv::Mat applied(const Palette& palette, const cv::Mat& stored) {
  const bool isWide = palette[0].bits > 8;
  cv::Mat rgb(stored.size(), isWide ? CV_16UC3 : CV_8UC3);
  for (int y = 0; y < stored.rows; ++y)
    for (int x = 0; x < stored.cols; ++x) {
      const double index = indexAt(stored, y, x);
      for (int c = 0; c < 3; ++c) {
        const double entry = palette[static_cast<std::size_t>(c)].at(index);
        if (isWide)
          rgb.at<cv::Vec<std::uint16_t, 3>>(y, x)[c] = static_cast<std::uint16_t>(entry);
        else
          rgb.at<cv::Vec3b>(y, x)[c] = static_cast<std::uint8_t>(entry);
      }
    }
  return rgb;
}

cv::Mat rgbOfYbr(const cv::Mat& ybr, int bitsStored) {
  cv::Mat rgb(ybr.size(), ybr.type());
  if (ybr.depth() == CV_8U)
    convertYbr<std::uint8_t>(ybr, rgb, bitsStored);
  else
    convertYbr<std::uint16_t>(ybr, rgb, bitsStored);
  return rgb;
}

}  // namespace rho::dicom
