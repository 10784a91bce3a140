// SPDX-License-Identifier: Apache-2.0
#include "dicom/presentation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "dicom/stored_map.h"

namespace rho::dicom {

namespace {

constexpr double tail = 0.001;

using Histogram = std::map<double, std::size_t>;

/// Every word that occurs becomes a modality value once: few against the pixels.
template <typename Word>
void addWords(Histogram& histogram, const DicomImage& image) {
  constexpr int lowest = std::numeric_limits<Word>::min();
  std::vector<std::uint32_t> counts(std::size_t{std::numeric_limits<Word>::max() - lowest} + 1);
  for (int y = 0; y < image.stored.rows; ++y) {
    const auto* row = image.stored.ptr<Word>(y);
    for (int x = 0; x < image.stored.cols; ++x) ++counts[static_cast<std::size_t>(row[x] - lowest)];
  }
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0) histogram[image.modality(static_cast<double>(i) + lowest)] += counts[i];
}

/// How many pixels have each modality value.
Histogram histogramOf(const DicomImage& image) {
  Histogram histogram;
  switch (image.stored.depth()) {
    case CV_8U:
      addWords<std::uint8_t>(histogram, image);
      break;
    case CV_8S:
      addWords<std::int8_t>(histogram, image);
      break;
    case CV_16U:
      addWords<std::uint16_t>(histogram, image);
      break;
    case CV_16S:
      addWords<std::int16_t>(histogram, image);
      break;
    default: {
      const cv::Mat values = modalityValues(image);
      for (auto at = values.begin<double>(); at != values.end<double>(); ++at) ++histogram[*at];
    }
  }
  return histogram;
}

/// The value below which a fraction of the pixels lies.
double quantile(const Histogram& histogram, double fraction, std::size_t total) {
  std::size_t below = 0;
  for (const auto& [value, count] : histogram) {
    below += count;
    if (static_cast<double>(below) > fraction * static_cast<double>(total)) return value;
  }
  return histogram.rbegin()->first;
}

cv::Mat colourValues(const DicomImage& image) {
  cv::Mat values;
  image.stored.convertTo(values, CV_32F, 1.0 / ((1 << image.colourBits) - 1));
  return cv::min(values, 1.0);
}

/// Brightness of a stored value: modality, values of interest, polarity.
auto shownAs(const DicomImage& image, const Voi& voi) {
  return [&image, &voi](double stored) {
    const double light = brightness(voi, image.modality(stored));
    return image.layout.isMonochrome1() ? 1 - light : light;
  };
}

}  // namespace

Voi firstVoi(const DicomImage& image) {
  if (!image.vois.empty()) return image.vois.front();
  if (image.isColour()) return Window{0.5, 1, WindowFunction::linearExact, ""};
  const auto histogram = histogramOf(image);
  const double low = quantile(histogram, tail, image.stored.total());
  const double high = quantile(histogram, 1 - tail, image.stored.total());
  return Window{(low + high) / 2, std::max(high - low, 1e-6), WindowFunction::linearExact,
                "full range"};
}

cv::Mat shownValues(const DicomImage& image, const Voi& voi) {
  if (image.isColour()) return colourValues(image);
  return mapped<float>(image.stored, shownAs(image, voi));
}

cv::Mat shownPixels(const DicomImage& image, const Voi& voi) {
  if (image.isColour()) {
    cv::Mat pixels;
    image.stored.convertTo(pixels, CV_8U, 255.0 / ((1 << image.colourBits) - 1));
    return pixels;
  }
  const auto shown = shownAs(image, voi);
  return mapped<std::uint8_t>(image.stored,
                              [&](double stored) { return std::lround(255 * shown(stored)); });
}

cv::Mat unitValues(const DicomImage& image, NetworkRange range) {
  if (image.isColour() || (range == NetworkRange::fileVoi && !image.vois.empty()))
    return shownValues(image, firstVoi(image));
  const auto span = spanOfBitsStored(image.modality, image.layout);
  const double width = span.high - span.low;
  const bool inverts = image.layout.isMonochrome1();
  return mapped<float>(image.stored, [&](double stored) {
    const double unit = std::clamp((image.modality(stored) - span.low) / width, 0.0, 1.0);
    return inverts ? 1 - unit : unit;
  });
}

std::string textOfRange(const DicomImage& image, NetworkRange range) {
  if (image.isColour()) return fmt::format("colours of {} bits as 0 to 1", image.colourBits);
  const std::string polarity = image.layout.isMonochrome1() ? ", MONOCHROME1 inverted" : "";
  if (range == NetworkRange::fileVoi && !image.vois.empty())
    return fmt::format("the file's window ({}) as 0 to 1{}", textOf(image.vois.front()), polarity);
  const auto span = spanOfBitsStored(image.modality, image.layout);
  return fmt::format("values {:g} to {:g} (all of {} bits stored) as 0 to 1{}", span.low, span.high,
                     image.layout.bitsStored, polarity);
}

}  // namespace rho::dicom
