// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "base/job_context.h"
#include "model/model.h"
#include "robustness/study_file.h"
#include "trust/findings.h"

namespace rho::trust {

/// The share of the values that are below a value, where equal ones count half: 0 to 1. At least
/// one value; infinite ones may be among them.
double midrank(const std::vector<double>& values, double value);

/// A study file of `rho ara` on this network. Throws as readStudy, and InvalidInput where it is of
/// another network, or no ARA.
robustness::Study openStudy(const std::filesystem::path& path, const model::ModelCard& card);

/// How the decision of a network for an input (1×C×H×W) stands among the study's images, which
/// were measured with the search that measures this one; of a multi-label network its decision
/// about the study's label. Throws InvalidInput where the study has no image of the same kind, or
/// is of no label of a multi-label network, and Cancelled.
Standing standingOf(const model::Model& whole, const torch::Tensor& input,
                    const robustness::Study& study, const JobContext& context = {});

}  // namespace rho::trust
