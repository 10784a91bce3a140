// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/model.h"

namespace rho::quality {

/// Whether copyOf gives a network.
bool canBeCopied(const model::Model& model, const std::function<model::Model()>& loadAgain);

/// A network of its own with the same card and weights, on the same device: built from the card,
/// else by loadAgain; nothing where neither is possible.
std::optional<model::Model> copyOf(const model::Model& model,
                                   const std::function<model::Model()>& loadAgain);

/// The layers that have weights, from input to output, by the names of their weights up to the last
/// dot.
std::vector<std::string> weightedLayers(const model::Model& model);

/// Replaces the weights of layers by normal values of the same standard deviation (at least 0.01;
/// the weights and shifts of norms keep their mean). Draws from the seed and the layer's name.
/// Never call it for a network of the user's.
void randomise(model::Model& copy, const std::vector<std::string>& layers, std::uint64_t seed);

}  // namespace rho::quality
