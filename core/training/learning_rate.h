// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "training/recipe.h"

namespace rho::training {

/// The learning rate of a step (from 0), as the recipe's schedule says: every step of an epoch has
/// its own where the rate rises or falls smoothly.
double learningRateAt(const Recipe& recipe, std::int64_t step, std::int64_t stepsPerEpoch);

}  // namespace rho::training
