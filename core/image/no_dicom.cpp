// SPDX-License-Identifier: Apache-2.0
// In place of DICOM where the project is built without RHO_WITH_DICOM: its files are recognised,
// and the message says what is missing.
#include "base/error.h"
#include "image/dicom_format.h"

namespace rho::image {

namespace {

constexpr std::size_t preambleBytes = 128;

class DicomFormat : public ImageFormat {
 public:
  std::string name() const override { return "DICOM"; }
  std::vector<std::string> extensions() const override { return {".dcm"}; }
  bool recognises(std::string_view head) const override {
    return head.size() >= preambleBytes + 4 && head.substr(preambleBytes, 4) == "DICM";
  }
  Image read(const ImageAddress& address) const override {
    throw UnknownFormat(address.text(), "DICOM is not built into this program",
                        "convert it to a 16-bit PNG, or build with RHO_WITH_DICOM=ON");
  }
};

}  // namespace

std::unique_ptr<const ImageFormat> makeDicomFormat() { return std::make_unique<DicomFormat>(); }

}  // namespace rho::image
