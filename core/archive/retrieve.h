// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "archive/archive.h"

namespace rho::archive {

/// A study, one of its series, or one instance of that, by their UIDs.
struct Wanted {
  std::string study, series, instance;
  std::int64_t expected = 0;  ///< how many instances it has, for the progress; 0: unknown
};

struct Retrieved {
  std::vector<std::filesystem::path> files;
  std::vector<std::string> problems;  ///< what came and could not be kept
};

/// Brings it into a folder, one file an instance, named by its UID. A folder that is made for that
/// is for this user alone. Over a connection of ours (C-GET), or to archive.ourPort (C-MOVE), which
/// archives need that keep images in a compressed form they cannot unpack. What does not belong to
/// the study, or is cut off, is not kept. Throws what echo() throws, and WriteFailed; what had come
/// whole by then stays in the folder.
Retrieved retrieve(const Archive& archive, const Wanted& wanted,
                   const std::filesystem::path& folder, const JobContext& job = {});

}  // namespace rho::archive
