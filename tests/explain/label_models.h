// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "explain/explain_fixture.h"

namespace rho::test {

/// A small network with random weights that decides about each of its labels on its own. What it
/// says depends on the image enough to be turned.
inline model::Model labelModel(int labels, int channels, int height, int width) {
  model::SmallResNetOptions options;
  options.blocks = {1, 1};
  options.features = {8, 16};
  options.inputChannels = channels;
  options.classes = labels;
  auto network = std::make_shared<model::SmallResNet>(options, 7);
  const torch::NoGradGuard noGrad;
  auto generator = at::make_generator<at::CPUGeneratorImpl>(11);
  for (auto& item : network->state())
    if (item.tensor.dim() == 4) item.tensor.normal_(0, 0.2, generator);
  model::ModelCard card;
  card.name = "labels";
  card.architecture = "small-resnet";
  card.architectureOptions = options.toJson();
  card.task = model::Task::multiLabel;
  for (int i = 0; i < labels; ++i) card.classNames.push_back("label " + std::to_string(i));
  card.inputHeight = height;
  card.inputWidth = width;
  card.inputChannels = channels;
  card.mean.assign(static_cast<std::size_t>(channels), 0.5);
  card.standardDeviation.assign(static_cast<std::size_t>(channels), 0.25);
  return model::Model(card, network);
}

/// Independent uniform values of a model's input size.
inline torch::Tensor inputsOf(const model::Model& model, int count) {
  const auto& card = model.card();
  auto generator = at::make_generator<at::CPUGeneratorImpl>(5);
  return torch::rand({count, card.inputChannels, card.inputHeight, card.inputWidth}, generator);
}

/// Operating points at which the network has found a label in half of the inputs; none for the
/// second label.
inline void setOperatingPoints(model::Model& model, const torch::Tensor& inputs) {
  const torch::NoGradGuard noGrad;
  const auto middle =
      std::get<0>(torch::sigmoid(model.logits(inputs)).to(torch::kFloat64).median(0));
  for (int label = 0; label < model.card().classCount(); ++label)
    model.card().operatingPoints.push_back(label == 1 ? std::numeric_limits<double>::quiet_NaN()
                                                      : middle[label].item<double>() - 1e-4);
}

struct NamedLabelModel {
  const char* name;
  model::Model model;
};
/// Several labels of a grey image; one sigmoid over a colour image; several over an image that is
/// no square, with operating points.
inline const std::vector<NamedLabelModel>& labelModels() {
  static const std::vector<NamedLabelModel> all = [] {
    std::vector<NamedLabelModel> models = {{"grey", labelModel(5, 1, 12, 12)},
                                           {"one sigmoid", labelModel(1, 3, 12, 12)},
                                           {"no square", labelModel(3, 1, 8, 14)}};
    setOperatingPoints(models[2].model, inputsOf(models[2].model, 6));
    return models;
  }();
  return all;
}

inline const model::Model& labelModelNamed(const std::string& name) {
  for (const auto& one : labelModels())
    if (name == one.name) return one.model;
  throw std::out_of_range(name);
}

}  // namespace rho::test
