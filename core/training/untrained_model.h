// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "training/recipe.h"

namespace rho::training {

/// Makes an untrained model from a recipe. Throws InvalidInput.
model::Model modelFromRecipe(const Recipe& recipe, const std::vector<std::string>& classNames);

}  // namespace rho::training
