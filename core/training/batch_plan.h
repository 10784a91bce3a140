// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/batch_source.h"
#include "training/recipe.h"

namespace rho::training {

/// How a recipe wants its batches drawn by process rank of size.
inline data::BatchPlan batchPlanOf(const Recipe& recipe, int rank, int size,
                                   const torch::Device& device) {
  return {.batch = recipe.batch,
          .balanced = recipe.balancedSampling,
          .shift = recipe.shift,
          .flip = recipe.flip,
          .seed = recipe.seed,
          .rank = rank,
          .size = size,
          .device = device};
}

}  // namespace rho::training
