// SPDX-License-Identifier: Apache-2.0
#include "training/retraining.h"

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "model/architectures.h"

namespace rho::training {

namespace {

bool isTrainable(const std::string& architecture) {
  return std::ranges::any_of(model::architectures(),
                             [&](const auto& one) { return one->name() == architecture; });
}

/// Of a card that tells how its network was trained.
std::optional<Recipe> ownRecipe(const model::ModelCard& card) {
  const auto found = card.training.find("recipe");
  if (found == card.training.end() || !found->is_object()) return std::nullopt;
  try {
    return recipeFromJson(*found, card.name);
  } catch (const InvalidInput&) {
    return std::nullopt;  // of another version of the program
  }
}

Recipe usualRecipe(const model::ModelCard& card) {
  Recipe recipe;
  if (isTrainable(card.architecture)) {
    recipe.architecture = card.architecture;
    recipe.architectureOptions = card.architectureOptions;
    for (const char* key : {"classes", "input_channels"}) recipe.architectureOptions.erase(key);
    recipe.gradcamLayer = card.gradCamLayer;
  }
  recipe.inputSize = {card.inputHeight, card.inputWidth};
  recipe.inputChannels = card.inputChannels;
  recipe.mean = card.mean;
  recipe.standardDeviation = card.standardDeviation;
  return recipe;
}

}  // namespace

Recipe retrainingRecipe(const model::ModelCard& before, const AnnotatedData& data) {
  constexpr std::int64_t leastBatch = 4, batchesPerEpoch = 4;
  const auto own = ownRecipe(before);
  auto recipe = own ? *own : usualRecipe(before);
  recipe.name = data.name;
  recipe.task = data.task;
  if (data.hasMasks && !recipe.evidence)
    recipe.evidence = EvidenceTerm{.kind = EvidenceTerm::Kind::exchange, .weight = 2};
  if (data.images > 0)
    recipe.batch = static_cast<int>(
        std::min<std::int64_t>(recipe.batch, std::max(leastBatch, data.images / batchesPerEpoch)));
  return recipe;
}

bool canStartFrom(const model::ModelCard& before, const std::vector<std::string>& classNames) {
  return isTrainable(before.architecture) &&
         std::ranges::is_permutation(before.classNames, classNames);
}

}  // namespace rho::training
