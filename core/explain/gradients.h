// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <nlohmann/json.hpp>
#include <string>

#include "explain/option.h"
#include "model/model.h"

namespace rho::explain {

/// What the attributions of a class are made of: its raw logit (as Captum and pytorch-grad-cam take
/// it) and the gradient of that logit with respect to the input.
struct LogitGradient {
  torch::Tensor logits;    ///< N, of each item's own target
  torch::Tensor gradient;  ///< N×C×H×W
};

/// input: N×C×H×W in [0,1]; targets: N class indices (int64). One backward pass for the whole
/// batch; where the device's memory does not suffice, for its halves, down to single images.
LogitGradient logitGradient(const model::Model& model, const torch::Tensor& input,
                            const torch::Tensor& targets);

/// The logit of each item's own target, N values, from N×classes logits.
torch::Tensor targetLogits(const torch::Tensor& logits, const torch::Tensor& targets);

/// The same target for n items, on the model's device.
torch::Tensor repeatedTarget(const model::Model& model, int target, std::int64_t n);

/// How many inputs may go through the network at once so that memory stays bounded whatever the
/// size of the images: with the graph kept for the backward pass, or without.
std::int64_t gradientBatch(const torch::Tensor& input);
std::int64_t forwardBatch(const torch::Tensor& input);

/// The options "reduction" (max, mean or sum over the channels) and "absolute".
OptionSpec reductionOption(const std::string& defaultValue);
OptionSpec absoluteOption(bool defaultValue);

/// N×C×H×W to N×H×W as those options say: the absolute value first, then the reduction. The max of
/// signed values is the one of largest magnitude, with its sign.
torch::Tensor reduceChannels(const torch::Tensor& values, const nlohmann::json& options);

}  // namespace rho::explain
