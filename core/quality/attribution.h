// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <nlohmann/json.hpp>

#include "explain/explainer.h"
#include "quality/metric.h"

namespace rho::quality {

/// How important an explanation says that each pixel of the network's input is: H×W floats on the
/// CPU. The map of the method; for methods that perturb the image, |δ| summed over the channels.
/// The explanation must be one of the image as the network sees it. Throws InvalidInput.
torch::Tensor attributionOf(const explain::Explanation& explanation);

/// The explanation of an input (1×C×H×W) by a method.
explain::Explanation explainInput(const explain::Explainer& method, const model::Model& model,
                                  const torch::Tensor& input, int target, std::uint64_t seed,
                                  const nlohmann::json& options, const JobContext& context = {});

/// The same as a function of network and input, for measures that need several maps.
MapFunction mapFunction(const explain::Explainer& method, int target, std::uint64_t seed,
                        const nlohmann::json& options);

/// The map as the option "sign" says.
torch::Tensor importance(const torch::Tensor& map, const std::string& sign);

/// For each pixel its place in the order of importance: H×W int64, 0 for the most important. Equal
/// ones come in the order of rows.
torch::Tensor ranks(const torch::Tensor& importance);

/// The given share (0 to 1) of the pixels that are the most important: H×W flags.
torch::Tensor topRegion(const torch::Tensor& importance, double share);

}  // namespace rho::quality
