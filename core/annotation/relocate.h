// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "annotation/project.h"
#include "base/job_context.h"

namespace rho::annotation {

struct RelocationResult {
  std::int64_t there = 0;            ///< were where the project says
  std::int64_t found = 0;            ///< have a new path
  std::vector<std::string> missing;  ///< paths of images that are nowhere
};

/// The cases whose file is not there.
std::vector<Case> missingImages(const Project& project, const JobContext& context = {});

/// Looks for the images that are not where the project says, in a folder and those below it, by
/// size and SHA-256: names do not count. Throws MissingFile, Cancelled.
RelocationResult relocate(Project& project, const std::filesystem::path& folder,
                          const JobContext& context = {});

}  // namespace rho::annotation
