// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "training/recipe.h"

namespace rho::training {

/// Where the value of a path ("robust_terms.zeta") is written, for messages.
using RecipePlace = std::function<std::string(const std::string& path)>;

/// What a recipe must hold beyond the range of each value: that its values fit each other, and that
/// its architecture can be built. Throws InvalidInput.
void checkRules(const Recipe& recipe, const RecipePlace& place);

}  // namespace rho::training
