// SPDX-License-Identifier: Apache-2.0
#include "training/untrained_model.h"

#include "model/architectures.h"

namespace rho::training {

model::Model modelFromRecipe(const Recipe& recipe, const std::vector<std::string>& classNames) {
  model::ModelCard card;
  card.name = recipe.name;
  card.architecture = recipe.architecture;
  card.architectureOptions = recipe.architectureOptions;
  card.architectureOptions["classes"] = classNames.size();
  card.architectureOptions["input_channels"] = recipe.inputChannels;
  card.classNames = classNames;
  card.task = recipe.task;
  card.inputHeight = recipe.inputSize[0];
  card.inputWidth = recipe.inputSize[1];
  card.inputChannels = recipe.inputChannels;
  card.mean = recipe.mean;
  card.standardDeviation = recipe.standardDeviation;
  card.gradCamLayer = recipe.gradcamLayer;
  card.training["recipe"] = toJson(recipe);
  // Through JSON, because that is where a card is checked.
  card = model::cardFromJson(model::toJson(card), "recipe " + recipe.name);
  return model::Model(card, model::architectureNamed(card.architecture, recipe.name)
                                .build(card.architectureOptions, recipe.seed));
}

}  // namespace rho::training
