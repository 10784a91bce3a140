// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "explain/explain_fixture.h"
#include "quality/attribution.h"
#include "quality/metric.h"

namespace rho::test {

/// Two classes; the logits are plus and minus the sum of the pixels times given weights. What a map
/// should say is therefore known: weight times value.
class LinearNetwork : public model::Network {
 public:
  explicit LinearNetwork(torch::Tensor weights) : m_weights(std::move(weights)) {}
  torch::Tensor forward(const torch::Tensor& x) override {
    const auto sum = (x * m_weights).sum({1, 2, 3});
    return torch::stack({sum, -sum}, 1);
  }
  Tapped tap(const torch::Tensor&, const std::string& layer) override {
    model::throwUnknownLayer(layer, layers());
  }
  std::vector<std::string> layers() const override { return {}; }
  void to(torch::Device) override {}
  void train(bool) override {}
  std::vector<model::NamedTensor> parameters() const override { return {}; }
  std::vector<model::NamedTensor> state() const override { return {}; }

 private:
  torch::Tensor m_weights;  // C×H×W
};

inline model::Model linearModel(const torch::Tensor& weights) {
  model::ModelCard card;
  card.name = card.architecture = "linear";
  card.classNames = {"yes", "no"};
  card.inputChannels = static_cast<int>(weights.size(0));
  card.inputHeight = static_cast<int>(weights.size(1));
  card.inputWidth = static_cast<int>(weights.size(2));
  card.mean.assign(static_cast<std::size_t>(weights.size(0)), 0);
  card.standardDeviation.assign(static_cast<std::size_t>(weights.size(0)), 1);
  return model::Model(card, std::make_shared<LinearNetwork>(weights));
}

inline quality::Case caseOf(const model::Model& model, torch::Tensor input, torch::Tensor map) {
  return {.model = model,
          .input = std::move(input),
          .target = 0,
          .map = std::move(map),
          .explain = {},
          .evidence = {},
          .localR2 = {},
          .seed = 3,
          .loadAgain = {}};
}

}  // namespace rho::test
