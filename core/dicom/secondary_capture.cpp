// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "dicom/derived_object.h"

namespace rho::dicom {

namespace {

constexpr const char* captureStorage = "1.2.840.10008.5.1.4.1.1.7";

void describePixels(DataSet& data, const cv::Mat& pixels) {
  const bool isColour = pixels.channels() == 3;
  data.setUnsigned(tags::samplesPerPixel, isColour ? 3 : 1);
  data.setText(tags::photometric, "CS", isColour ? "RGB" : "MONOCHROME2");
  if (isColour) data.setUnsigned(tags::planarConfiguration, 0);
  data.setUnsigned(tags::rows, static_cast<std::uint16_t>(pixels.rows));
  data.setUnsigned(tags::columns, static_cast<std::uint16_t>(pixels.cols));
  data.setUnsigned(tags::bitsAllocated, 8);
  data.setUnsigned(tags::bitsStored, 8);
  data.setUnsigned(tags::highBit, 7);
  data.setUnsigned(tags::pixelRepresentation, 0);
}

}  // namespace

DataSet secondaryCapture(const DataSet& source, const cv::Mat& pixels, bool hasBurnedInText,
                         const ExportFacts& facts) {
  constexpr int maxSide = 65535;
  const bool isUsable = (pixels.type() == CV_8UC1 || pixels.type() == CV_8UC3) && !pixels.empty() &&
                        pixels.rows <= maxSide && pixels.cols <= maxSide;
  if (!isUsable)
    throw InvalidInput("export", "a capture holds grey or red-green-blue pixels of 8 bits");
  const cv::Mat dense = pixels.isContinuous() ? pixels : pixels.clone();
  std::string bytes(reinterpret_cast<const char*>(dense.data), dense.total() * dense.elemSize());
  DataSet data = derivedObject(source, captureStorage, bytes, facts);
  data.setText(tags::modality, "CS", "OT");
  data.setText(tags::conversionType, "CS", "WSD");  // a workstation made it
  data.setText({0x0008, 0x0008}, "CS", "DERIVED\\SECONDARY");
  data.setText(tags::burnedInAnnotation, "CS", hasBurnedInText ? "YES" : "NO");
  data.setText(tags::patientOrientation, "CS", "");
  data.sequence({0x0008, 0x2112}) = {referenceTo(source, facts.frame)};  // Source Image
  if (!facts.derivation.empty()) data.setText({0x0008, 0x2111}, "ST", facts.derivation);
  describePixels(data, dense);
  data.elements()[tags::pixelData] = {"OB", std::move(bytes), {}};
  return data;
}

}  // namespace rho::dicom
