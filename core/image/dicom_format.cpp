// SPDX-License-Identifier: Apache-2.0
#include "image/dicom_format.h"

#include <limits>

#include "base/error.h"
#include "dicom/dicom_file.h"
#include "dicom/presentation.h"

namespace rho::image {

namespace {

Image imageOf(const dicom::DicomFile& file, int frame, std::string source) {
  const auto read = dicom::imageOf(file, frame);
  ImageInfo info;
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
