// SPDX-License-Identifier: Apache-2.0
#include "training/starting_weights.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "model/weights.h"
#include "training/untrained_model.h"

namespace rho::training {

model::Model modelFromWeights(const Recipe& recipe, const std::vector<std::string>& classNames,
                              const std::string& pathOrName) {
  const auto start = model::loadModel(pathOrName);
  const auto& card = start.card();
  if (card.architecture != recipe.architecture)
    throw InvalidInput(
        pathOrName,
        "is a " + card.architecture + ", and the recipe trains a " + recipe.architecture,
        "start from a network of the recipe's kind");
  if (!std::ranges::is_permutation(card.classNames, classNames))
    throw InvalidInput(pathOrName,
                       fmt::format("knows the classes {}, and the data {}",
                                   fmt::join(card.classNames, ", "), fmt::join(classNames, ", ")),
                       "start from random weights");
  auto model = modelFromRecipe(recipe, card.classNames);
  model::TensorMap weights;
  for (const auto& [name, tensor] : start.network().state()) weights[name] = tensor;
  model::assignWeights(model.network(), weights, pathOrName);
  model.card().training["start"] = {{"name", card.name}, {"sha256", card.sha256}};
  return model;
}

}  // namespace rho::training
