// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "archive/archive.h"

namespace rho::archive {

/// A file that the archive did not take, and why.
struct StoreFailure {
  std::filesystem::path file;
  std::string reason;
};

struct Stored {
  std::size_t count = 0;  ///< files that the archive has confirmed
  std::vector<StoreFailure> failures;
};

/// Sends files to the archive (C-STORE), as they are, or unpacked without loss where it prefers
/// that: the only function here that changes an archive. One file that is refused does not keep
/// back the others. Throws what echo() throws.
Stored store(const Archive& archive, const std::vector<std::filesystem::path>& files,
             const JobContext& job = {});

/// What a report of DCMTK's dcmsend says of each file that it sent: for store() and its test.
Stored readReport(const std::string& report, const std::vector<std::filesystem::path>& files);

}  // namespace rho::archive
