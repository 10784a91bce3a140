// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "model/model.h"

namespace rho::training {

/// What a network is trained for, in nats: the mean of the images' cross-entropies, or, where each
/// class stands on its own, of the binary cross-entropies of all known labels.
/// logits: N×classes. targets: N class indices (int64), or N×classes in [0,1], NaN where unknown.
/// smoothing: share of the label that is spread evenly over the classes (Szegedy et al. 2016).
torch::Tensor taskLoss(const torch::Tensor& logits, const torch::Tensor& targets, model::Task task,
                       double smoothing = 0);

/// The direction that leads inputs (N×C×H×W) away from their targets, of any length. It is that of
/// the task's loss, in a form that does not underflow where the network is confident.
torch::Tensor awayFromTargets(const model::Model& model, const torch::Tensor& inputs,
                              const torch::Tensor& targets);

}  // namespace rho::training
