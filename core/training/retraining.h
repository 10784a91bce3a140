// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/model_card.h"
#include "training/recipe.h"

namespace rho::training {

/// What is known of annotations that a network is to be trained with.
struct AnnotatedData {
  std::string name;  ///< becomes the new network's
  model::Task task = model::Task::singleLabel;
  bool hasMasks = false;
  std::int64_t images = 0;  ///< to learn from
};

/// How a network is trained again: by its own recipe where its card holds one, else by the usual
/// settings for its architecture (where it can be trained), input size and scale. Masks that say
/// what is no evidence count, by exchanged pixels, unless the recipe has a penalty of its own. A
/// batch is at most a quarter of the images, so that few images make several steps.
Recipe retrainingRecipe(const model::ModelCard& before, const AnnotatedData& data);

/// Whether a training on these classes can start from this network's weights, as far as its card
/// tells: one of our architectures, and the same classes in any order.
bool canStartFrom(const model::ModelCard& before, const std::vector<std::string>& classNames);

}  // namespace rho::training
