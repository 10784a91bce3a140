// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <optional>

#include "model/model.h"
#include "preflight/preflight.h"

namespace rho::preflight {

/// What a check looks at. input: 1×C×H×W in [0,1] at the card's size, on the model's device; of the
/// image, or noise where there is none.
struct Subject {
  const model::Model& model;
  torch::Tensor input;
  const image::Image* image = nullptr;
  std::filesystem::path file = {};
};

/// One check, in a source of its own; nothing where it does not apply. May throw anything that
/// LibTorch throws: a network that fails is a finding.
using Check = std::optional<Finding> (*)(const Subject&);

// Of an image
std::optional<Finding> inputRange(const Subject& subject);     ///< values, size and shape
std::optional<Finding> normalisation(const Subject& subject);  ///< card and image belong together
std::optional<Finding> finiteOutputs(const Subject& subject);
std::optional<Finding> gradient(const Subject& subject);  ///< it reaches the input
std::optional<Finding> masking(const Subject& subject);   ///< and leads somewhere

// Of the network alone
std::optional<Finding> classCount(const Subject& subject);
std::optional<Finding> repeatability(const Subject& subject);
std::optional<Finding> evaluationMode(const Subject& subject);  ///< images do not see each other
std::optional<Finding> ownNormalisation(const Subject& subject);
std::optional<Finding> examples(const Subject& subject);

/// Two digits, as in "0.048".
std::string number(double value);

/// 1×C×H×W in [0,1]: noise that is always the same.
torch::Tensor noiseImage(const model::Model& model, std::uint64_t seed);
/// Of a tensor's size and with a root mean square of 1.
torch::Tensor unitNoise(const torch::Tensor& like, std::uint64_t seed);

}  // namespace rho::preflight
