// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <vector>

#include "dicom/data_set.h"
#include "dicom/dicom_file.h"
#include "dicom/write_dicom.h"

namespace rho::test {

inline std::vector<std::byte> bytesOf(const std::string& text) {
  const auto* begin = reinterpret_cast<const std::byte*>(text.data());
  return {begin, begin + text.size()};
}

/// A grey image of 16 bits allocated whose words are given, as a data set without a file.
inline dicom::DataSet greyImage(const std::vector<std::uint16_t>& words, int columns,
                                int bitsStored = 16, bool isSigned = false) {
  using namespace dicom;
  DataSet data;
  data.setText(tags::sopClass, "UI", "1.2.840.10008.5.1.4.1.1.1.1");
  data.setText(tags::sopInstance, "UI", "1.2.3.4");
  data.setText(tags::studyInstance, "UI", "1.2.3");
  data.setText(tags::seriesInstance, "UI", "1.2.3.1");
  data.setText(tags::photometric, "CS", "MONOCHROME2");
  data.setUnsigned(tags::samplesPerPixel, 1);
  data.setUnsigned(tags::rows,
                   static_cast<std::uint16_t>(static_cast<int>(words.size()) / columns));
  data.setUnsigned(tags::columns, static_cast<std::uint16_t>(columns));
  data.setUnsigned(tags::bitsAllocated, 16);
  data.setUnsigned(tags::bitsStored, static_cast<std::uint16_t>(bitsStored));
  data.setUnsigned(tags::highBit, static_cast<std::uint16_t>(bitsStored - 1));
  data.setUnsigned(tags::pixelRepresentation, isSigned);
  data.elements()[tags::pixelData] = {
      "OW", std::string(reinterpret_cast<const char*>(words.data()), 2 * words.size()), {}};
  return data;
}

/// The data set as a file in memory, read back.
inline dicom::DicomFile fileOf(const dicom::DataSet& data) {
  return dicom::parseDicom(bytesOf(dicom::fileBytes(data)), "memory.dcm");
}

}  // namespace rho::test
