// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study_run.h"
#include "training/evidence_share.h"

namespace rho::cli {

/// Where the evidence of a network lies in the chosen images, as far as they have masks. Throws
/// InvalidInput where the address names masks and no image has one; Cancelled, and what reading
/// network and data throws.
training::EvidenceShare measureEvidence(const StudyOptions& options, const JobContext& context);

}  // namespace rho::cli
