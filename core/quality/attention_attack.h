// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "base/job_context.h"
#include "model/model.h"

namespace rho::quality {

/// A change of the image that moves what the gradient marks, and keeps the decision.
struct AttentionAttack {
  double rho = 0.02;  ///< bound on the RMSE of the change
  int steps = 30;
};

struct AttentionChange {
  torch::Tensor delta;      ///< 1×C×H×W with RMSE at most rho
  double insideBefore = 0;  ///< share of the saliency (|gradient of the logit|) in the region
  double insideAfter = 0;
  double confidenceAfter = 0;  ///< of the target, which the network still decides for
};

/// Lowers the share of the saliency that lies in the region (H×W flags) by ascent on the sphere
/// RMSE = ρ (after Ghorbani, Abid and Zou 2019, Interpretation of neural networks is fragile). The
/// second derivatives are differences of gradients, so that every network will do. Keeps the best
/// change that leaves the decision for target as it is; δ = 0 where none is better than that.
/// input: 1×C×H×W. Throws Cancelled.
AttentionChange moveAttention(const model::Model& model, const torch::Tensor& input, int target,
                              const torch::Tensor& region, const AttentionAttack& attack = {},
                              const JobContext& context = {});

}  // namespace rho::quality
