// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <vector>

#include "base/job_context.h"
#include "model/model.h"

namespace rho::quality {

/// How the smallest change of the decision is looked for when only some pixels may change.
struct RegionalSearch {
  int steps = 100;
  double size = 5;  ///< length of the path, RMSE
  double momentum = 0.9;
};

/// The smallest change found; rho is infinite, and delta zero, where none was found.
struct RegionalChange {
  torch::Tensor delta;        ///< 1×C×H×W; 0 where nothing may change
  double rho = 0;             ///< RMSE over all values of the image, also those that may not change
  torch::Tensor confidences;  ///< of every class, of the changed image; on the CPU
};

/// For each mask (H×W flags: where the image may change) the smallest change after which the
/// network no longer decides for target: the published loop (Woods et al. 2019) within the mask,
/// then bisection towards the image. input: 1×C×H×W. Pixels are not clamped, as in the published
/// search. Throws InvalidInput where the decision is not for target to begin with, and Cancelled.
std::vector<RegionalChange> smallestRegionalChanges(const model::Model& model,
                                                    const torch::Tensor& input, int target,
                                                    const std::vector<torch::Tensor>& masks,
                                                    const RegionalSearch& search = {},
                                                    const JobContext& context = {});

/// Whether the network decides for the target: N flags, from logits.
torch::Tensor decidesFor(const model::Model& model, const torch::Tensor& logits, int target);

}  // namespace rho::quality
