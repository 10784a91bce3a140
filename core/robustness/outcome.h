// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "model/model.h"

namespace rho::robustness {

/// What counts as a change of the outcome.
enum class Outcome {
  attack,           ///< the arg max is no longer the true class
  betterThanRandom  ///< the confidence of the true class is at or below 1/classes
};

/// Which of N×classes logits have left the outcome of their labels (N, int64): N flags.
torch::Tensor isChanged(const model::Model& model, const torch::Tensor& logits,
                        const torch::Tensor& labels, Outcome outcome);

/// How far N×classes logits are from a change, in units of logits and with a gradient: above 0
/// while the outcome is unchanged, 0 on the boundary. attack: the true class's logit above the best
/// of the others; betterThanRandom: its log-odds above those of 1/classes. Single-label networks.
torch::Tensor outcomeMargin(const torch::Tensor& logits, const torch::Tensor& labels,
                            Outcome outcome);

}  // namespace rho::robustness
