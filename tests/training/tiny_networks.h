// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "base/random.h"
#include "data/data_set.h"
#include "model/model.h"
#include "model/tensor.h"
#include "training/recipe.h"

namespace rho::test {

/// A function of one weight matrix, in double precision, so that it can be compared with finite
/// differences.
class MatrixNetwork : public model::Network {
 public:
  /// weight: classes×values. With bent, tanh makes second derivatives that are not zero.
  MatrixNetwork(torch::Tensor weight, bool bent) : m_weight(std::move(weight)), m_bent(bent) {}

  torch::Tensor forward(const torch::Tensor& x) override {
    const auto z = x.flatten(1).matmul(m_weight.t());
    return m_bent ? torch::tanh(z) : z;
  }
  Tapped tap(const torch::Tensor&, const std::string& layer) override {
    model::throwUnknownLayer(layer, {});
  }
  std::vector<std::string> layers() const override { return {}; }
  void to(torch::Device device) override { m_weight = m_weight.to(device); }
  void train(bool on) override {
    m_weight.set_requires_grad(on);
    training = on;
  }
  std::vector<model::NamedTensor> parameters() const override { return {{"weight", m_weight}}; }
  std::vector<model::NamedTensor> state() const override { return parameters(); }

  bool training = false;

 private:
  torch::Tensor m_weight;
  bool m_bent;
};

/// A model of a weight matrix for inputs of 1×height×width, which are not normalised. In training
/// mode.
inline model::Model matrixModel(const torch::Tensor& weight, int height, int width,
                                bool bent = false, model::Task task = model::Task::singleLabel) {
  model::ModelCard card;
  card.name = "matrix";
  card.architecture = "matrix";
  for (std::int64_t i = 0; i < weight.size(0); ++i)
    card.classNames.push_back("class " + std::to_string(i));
  card.task = task;
  card.inputHeight = height;
  card.inputWidth = width;
  card.inputChannels = 1;
  card.mean = {0};
  card.standardDeviation = {1};
  model::Model model(card, std::make_shared<MatrixNetwork>(weight, bent));
  model.network().train(true);
  return model;
}

/// A recipe for easySamples().
inline training::Recipe tinyRecipe() {
  training::Recipe recipe;
  recipe.name = "tiny";
  recipe.architectureOptions = {{"blocks", {1}}, {"features", {8}}, {"activation", "half-huber"}};
  recipe.inputSize = {8, 8};
  recipe.inputChannels = 1;
  recipe.mean = {0.5};
  recipe.standardDeviation = {0.25};
  recipe.epochs = 4;
  recipe.batch = 16;
  recipe.ema = 0.9;
  return recipe;
}

/// Bright (1) or dark (0) pictures of 8×8 with some noise: what any network can learn.
inline data::Samples easySamples(int count) {
  Random random(5);
  auto inputs = torch::empty({count, 1, 8, 8});
  auto labels = torch::empty({count}, torch::kInt64);
  for (int i = 0; i < count; ++i) {
    labels[i] = i % 2;
    for (int p = 0; p < 64; ++p)
      inputs[i][0][p / 8][p % 8] = (i % 2 ? 0.6 : 0.4) + 0.1 * random.uniform(-1, 1);
  }
  return {inputs, labels};
}

}  // namespace rho::test
