// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/data_address.h"
#include "data/data_set.h"

namespace rho::data {

/// Whether a file is a tar archive, packed (gzip, bzip2, xz, zstd) or not, or a zip archive. Arrays
/// in .npz files are zip archives too, but not meant.
bool isArchive(const std::filesystem::path& file);

/// An archive of class/image or split/class/image, in any folder within it. The files of the split
/// stay packed as images in memory; nothing is written to the disk. Throws BrokenFile, and
/// RefusedFile for what is larger than the limits, which the message names.
std::unique_ptr<DataSet> openArchive(const DataAddress& address, const std::string& split);

}  // namespace rho::data
