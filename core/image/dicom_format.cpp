// SPDX-License-Identifier: Apache-2.0
#include "image/dicom_format.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "dicom/dicom_file.h"
#include "dicom/presentation.h"
#include "image/acquisition.h"

namespace rho::image {

namespace {

SpacingBasis basisOf(dicom::SpacingBasis basis) {
  switch (basis) {
    case dicom::SpacingBasis::calibrated:
      return SpacingBasis::calibrated;
    case dicom::SpacingBasis::atDetector:
      return SpacingBasis::atDetector;
    case dicom::SpacingBasis::nominal:
      return SpacingBasis::nominal;
    default:
      return SpacingBasis::unknown;
  }
}

WindowCurve curveOf(dicom::WindowFunction function) {
  switch (function) {
    case dicom::WindowFunction::sigmoid:
      return WindowCurve::sigmoid;
    case dicom::WindowFunction::linearExact:
      return WindowCurve::linearExact;
    default:
      return WindowCurve::linear;
  }
}

/// How many steps there are from the least modality value to the largest.
double stepsOf(const dicom::DicomImage& read) {
  if (read.modality.table) return read.modality.table->highest();
  return std::exp2(std::min(read.layout.bitsStored, 16)) - 1;
}

/// The table is asked at every value that 16 bits tell apart, as the screen asks; each of them
/// stands for the nearest value that the file can hold.
ValueTable tableOf(const dicom::LookupTable& table, const Acquisition& acquisition, double steps) {
  constexpr int values = 1 << 16;
  constexpr double slack = 1e-6;  // of a value that a division left just below its whole number
  ValueTable result;
  result.explanation = table.explanation;
  result.brightness.reserve(values);
  for (int i = 0; i < values; ++i) {
    const double unit = std::round(i / (values - 1.0) * steps) / steps;
    const double light = dicom::brightness(table, acquisition.valueOf(unit) + slack);
    result.brightness.push_back(static_cast<float>(acquisition.isInverted ? 1 - light : light));
  }
  const double first = acquisition.unitOf(static_cast<double>(table.first));
  const double last = acquisition.unitOf(static_cast<double>(table.first) +
                                         static_cast<double>(table.entries.size()) - 1);
  result.low = std::min(first, last);
  result.high = std::max(first, last);
  return result;
}

void addVois(const dicom::DicomImage& read, Acquisition& acquisition) {
  for (const auto& voi : read.vois) {
    if (const auto* window = std::get_if<dicom::Window>(&voi))
      acquisition.vois.push_back(ValueWindow{window->center, window->width,
                                             curveOf(window->function), window->explanation});
    else
      acquisition.vois.push_back(
          tableOf(std::get<dicom::LookupTable>(voi), acquisition, stepsOf(read)));
  }
}

/// All overlays in one, as far as they lie in the picture.
cv::Mat overlayOf(const dicom::DicomImage& read) {
  cv::Mat together;
  const cv::Rect picture({0, 0}, read.stored.size());
  for (const auto& overlay : read.overlays) {
    const cv::Rect inside = cv::Rect(overlay.origin, overlay.mask.size()) & picture;
    if (inside.empty()) continue;
    if (together.empty()) together = cv::Mat::zeros(picture.size(), CV_8U);
    cv::Mat part = together(inside);
    cv::max(part, overlay.mask(inside - overlay.origin), part);
  }
  return together;
}

std::shared_ptr<const Acquisition> acquisitionOf(const dicom::DicomImage& read) {
  auto acquisition = std::make_shared<Acquisition>();
  auto& a = *acquisition;
  if (const auto& spacing = read.spacing)
    a.spacing = PixelSpacing{spacing->rowMillimetres, spacing->columnMillimetres,
                             basisOf(spacing->basis), spacing->explanation, spacing->magnification};
  const auto& letters = read.orientation;
  a.edges = {letters.top, letters.right, letters.bottom, letters.left};
  a.overlay = overlayOf(read);
  a.isColour = read.isColour();
  a.isInverted = read.layout.isMonochrome1();
  a.bitsStored = read.isColour() ? read.colourBits : read.layout.bitsStored;
  a.frames = read.layout.frames;
  a.frame = read.frame;
  a.isDicom = true;
  const auto& drawn = read.technical.burnedInAnnotation;
  if (drawn == "YES" || drawn == "NO") a.hasBurnedInText = drawn == "YES";
  a.modality = read.technical.modality;
  a.view = read.technical.viewPosition;
  a.bodyPart = read.technical.bodyPart;
  a.laterality = read.technical.laterality;
  if (a.isColour) return acquisition;
  const auto span = dicom::spanOfBitsStored(read.modality, read.layout);
  a.valueAtBlack = a.isInverted ? span.high : span.low;
  a.valueAtWhite = a.isInverted ? span.low : span.high;
  // In CT the unit is only named where it is another one (PS3.3, C.8.2.1.1.2).
  a.unit = read.modality.unit.empty() && a.modality == "CT" ? "HU" : read.modality.unit;
  addVois(read, a);
  return acquisition;
}

Image imageOf(const dicom::DicomFile& file, int frame, std::string source) {
  const auto read = dicom::imageOf(file, frame);
  ImageInfo info;
  info.acquisition = acquisitionOf(read);
  info.source = std::move(source);
  info.bitsStored = read.isColour() ? read.colourBits : read.layout.bitsStored;
  info.notes = read.notes;
  info.notes.push_back(dicom::textOfRange(read));
  if (read.layout.frames > 1 && frame == 0)
    info.notes.push_back("the first of " + std::to_string(read.layout.frames) + " frames");
  return {dicom::unitValues(read), std::move(info)};
}

class DicomFormat : public ImageFormat {
 public:
  std::string name() const override { return "DICOM"; }
  std::vector<std::string> extensions() const override { return {".dcm", ".dicom"}; }
  bool recognises(std::string_view head) const override { return dicom::looksLikeDicom(head); }

  Image read(const ImageAddress& address) const override {
    if (!address.array.empty())
      throw InvalidInput(address.text(), "a DICOM file has no named arrays", "name FILE#FRAME");
    const auto frame = address.index.value_or(0);
    if (frame > std::numeric_limits<int>::max())
      throw InvalidInput(address.text(), "has no frame of that number");
    return imageOf(dicom::readDicomFile(address.file), static_cast<int>(frame), address.text());
  }

  Image decode(std::span<const std::byte> bytes, const std::string& source) const override {
    return imageOf(dicom::parseDicom({bytes.begin(), bytes.end()}, source), 0, source);
  }
};

}  // namespace

std::unique_ptr<const ImageFormat> makeDicomFormat() { return std::make_unique<DicomFormat>(); }

}  // namespace rho::image
