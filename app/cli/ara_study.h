// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study_run.h"

namespace rho::cli {

/// What `rho ara` measures.
struct AraStudyOptions {
  StudyOptions study;
  std::string kind = "attack", search = "paper";
};

/// Throws as runStudy().
robustness::Study measureAra(const AraStudyOptions& options, const JobContext& context);

}  // namespace rho::cli
