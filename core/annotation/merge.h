// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "annotation/project.h"
#include "base/job_context.h"

namespace rho::annotation {

/// An answer that both copies changed, each in another way: the later one counts, the other stays
/// in the history.
struct MergeConflict {
  std::string annotator, file, field, className;
  std::string kept, other;  ///< values; empty: none
};

struct MergeResult {
  std::int64_t cases = 0, actions = 0;  ///< that came from the second copy
  std::vector<MergeConflict> conflicts;
  std::vector<std::string> renamed;  ///< other annotators of the same name, who got another one
};

/// Makes one project of two copies of one, out, which is not there yet: every case and every action
/// of both, told apart by hashes and UUIDs. The copies stay as they are (an old one is brought up
/// to date, as by opening it). Images keep their places. Throws InvalidInput where they are no
/// copies of one project, WriteFailed, Cancelled, and what Project::open throws; out is there as a
/// whole or not at all.
MergeResult merge(const std::filesystem::path& first, const std::filesystem::path& second,
                  const std::filesystem::path& out, const JobContext& context = {});

}  // namespace rho::annotation
