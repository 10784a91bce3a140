// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/model.h"
#include "training/recipe.h"

namespace rho::training {

/// The network that a recipe describes with the weights of another one, of the same architecture
/// and classes, in place of random ones. Its classes are in the other's order. Throws InvalidInput
/// where the two do not fit, and what reading the other throws.
model::Model modelFromWeights(const Recipe& recipe, const std::vector<std::string>& classNames,
                              const std::string& pathOrName);

}  // namespace rho::training
