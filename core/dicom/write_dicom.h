// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "dicom/dicom_file.h"

namespace rho::dicom {

/// A data set as explicit, little-endian bytes; lengths are defined, values padded.
std::string encoded(const DataSet& data);

/// A whole file with a zero preamble, in memory. Throws InvalidInput without SOP class or instance.
std::string fileBytes(const DataSet& data);

/// A file with a zero preamble. The data set becomes explicit and little-endian; pixels stay packed
/// as they are. Throws InvalidInput without SOP class and instance, WriteFailed.
void writeDicom(const std::filesystem::path& path, const DicomFile& file);
/// A data set that holds its own pixels, or none.
void writeDicom(const std::filesystem::path& path, const DataSet& data);

}  // namespace rho::dicom
