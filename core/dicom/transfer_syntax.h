// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace rho::dicom {

/// How the pixels of a transfer syntax are packed.
enum class PixelCoding {
  native,
  runLength,
  jpeg,
  jpegLs,
  jpeg2000,
  unsupported  ///< encapsulated, and nobody here decodes it
};

/// How a data set is written (PS3.5, A).
struct TransferSyntax {
  std::string uid;
  std::string name;  ///< as the standard calls it; the UID where it is unknown
  PixelCoding coding = PixelCoding::native;
  bool isExplicit = true;
  bool isBigEndian = false;
  bool isDeflated = false;
  bool isLossy = false;  ///< always, or possibly where the stream decides
};

/// A UID that is unknown is explicit, little-endian and encapsulated, as every newer one is.
TransferSyntax transferSyntaxOf(const std::string& uid);

inline constexpr const char* implicitLittleEndian = "1.2.840.10008.1.2";
inline constexpr const char* explicitLittleEndian = "1.2.840.10008.1.2.1";

}  // namespace rho::dicom
