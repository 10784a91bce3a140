// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "archive/archive.h"

namespace rho::archive {

/// One run of one of DCMTK's programs, which speak DICOM's protocol for this room. Each is a
/// process of its own: an archive that hangs it or sends it rubbish harms nothing here.
struct Tool {
  std::string name;                       ///< "findscu"
  std::vector<std::string> options = {};  ///< beside those that say who talks to whom
  std::vector<std::string> files = {};    ///< behind the archive's address
  std::filesystem::path folder = {};      ///< where it works and puts what comes
  /// Exit codes after which the files that it wrote tell the rest. None: it succeeded with code 0
  /// and without a word of an error.
  std::vector<int> codesWithReport = {};
  /// A number that changes while the archive does something.
  std::function<long long()> progress = {};
};

/// Runs it to its end. Throws ArchiveError where the archive could not be reached, refused, did not
/// answer for its time, or reported a failure; MissingFile where the program is not installed;
/// Cancelled.
void runTool(const Archive& archive, const Tool& tool, const JobContext& job);

/// What a program's output says went wrong, or nothing: for runTool() and its test.
std::string problemIn(const std::string& output);

}  // namespace rho::archive
