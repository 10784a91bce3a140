// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "base/job_context.h"
#include "model/model.h"

namespace rho::cli {

/// How much a strategy of core/annotation wants each image to be labelled next: random, those of
/// confidences, or fragile (minus the RMSE that changes the decision, by the fast search). inputs:
/// N×C×H×W as stored. Throws InvalidInput for another strategy, Cancelled.
std::vector<double> queryScores(const std::string& strategy, const model::Model& model,
                                const torch::Tensor& inputs, std::uint64_t seed,
                                const JobContext& context);

}  // namespace rho::cli
