// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "study_run.h"

namespace rho::cli {

/// What `rho ara` measures.
struct AraStudyOptions {
  StudyOptions study;
  std::string kind = "attack", search = "paper";
};

/// One study; of a multi-label network one for each label, or of the one that the options name.
/// Labels that are known of none of the images are left out. With several labels, the study file of
/// each is fileOfLabel(). Throws as openStudySource() and runStudy(), and InvalidInput where no
/// label is known of any image.
std::vector<robustness::Study> measureAra(const AraStudyOptions& options,
                                          const JobContext& context);

/// FILE-INDEX-LABEL.ENDING for FILE.ENDING; letters that file names should not have become "_".
std::string fileOfLabel(const std::string& file, int index, const std::string& label);

}  // namespace rho::cli
