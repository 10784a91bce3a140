// SPDX-License-Identifier: Apache-2.0
#include "dicom/transfer_syntax.h"

#include <vector>

namespace rho::dicom {

namespace {

using enum PixelCoding;

const std::vector<TransferSyntax>& known() {
  static const std::vector<TransferSyntax> list = {
      {implicitLittleEndian, "Implicit VR Little Endian", native, false},
      {explicitLittleEndian, "Explicit VR Little Endian", native},
      {"1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", native, true, false, true},
      {"1.2.840.10008.1.2.2", "Explicit VR Big Endian", native, true, true},
      {"1.2.840.10008.1.2.4.50", "JPEG Baseline", jpeg, true, false, false, true},
      {"1.2.840.10008.1.2.4.51", "JPEG Extended", jpeg, true, false, false, true},
      {"1.2.840.10008.1.2.4.53", "JPEG Spectral Selection", jpeg, true, false, false, true},
      {"1.2.840.10008.1.2.4.55", "JPEG Full Progression", jpeg, true, false, false, true},
      {"1.2.840.10008.1.2.4.57", "JPEG Lossless", jpeg},
      {"1.2.840.10008.1.2.4.70", "JPEG Lossless, first-order prediction", jpeg},
      {"1.2.840.10008.1.2.4.80", "JPEG-LS Lossless", jpegLs},
      {"1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless", jpegLs, true, false, false, true},
      {"1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless", jpeg2000},
      {"1.2.840.10008.1.2.4.91", "JPEG 2000", jpeg2000, true, false, false, true},
      {"1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Lossless", unsupported},
      {"1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2", unsupported, true, false, false, true},
      {"1.2.840.10008.1.2.4.94", "JPIP Referenced", unsupported},
      {"1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate", unsupported, true, false, true},
      {"1.2.840.10008.1.2.4.100", "MPEG2 Main Profile", unsupported, true, false, false, true},
      {"1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264", unsupported, true, false, false, true},
      {"1.2.840.10008.1.2.4.107", "HEVC/H.265", unsupported, true, false, false, true},
      {"1.2.840.10008.1.2.4.110", "JPEG XL Lossless", unsupported},
      {"1.2.840.10008.1.2.4.112", "JPEG XL", unsupported, true, false, false, true},
      {"1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Lossless", unsupported},
      {"1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 Lossless (RPCL)", unsupported},
      {"1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000", unsupported, true, false, false,
       true},
      {"1.2.840.10008.1.2.5", "RLE Lossless", runLength},
  };
  return list;
}

}  // namespace

TransferSyntax transferSyntaxOf(const std::string& uid) {
  for (const auto& syntax : known())
    if (syntax.uid == uid) return syntax;
  return {uid, "unknown transfer syntax " + uid, unsupported};
}

}  // namespace rho::dicom
