// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>

#include "model/model.h"

namespace rho::flagging {

/// The mutual information between the answer and the pass it came from, of T×classes confidences:
/// the entropy of their mean less the mean of their entropies, in nats; 0 where all passes agree.
/// Multi-label: each label is a yes or no of its own; the mean over the labels.
double mutualInformation(const torch::Tensor& confidences, model::Task task);

/// Of noisy copies of an input (1×C×H×W): Gaussian noise of deviation sigma, within [0,1].
double bald(const model::Model& model, const torch::Tensor& input, std::uint64_t seed,
            int passes = 16, double sigma = 0.05);

}  // namespace rho::flagging
