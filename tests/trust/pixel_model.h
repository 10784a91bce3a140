// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "model/tensor.h"

namespace rho::test {

/// Two classes by brightness; its one layer is its input, so that embeddings are known: the mean
/// and the standard deviation of the pixels.
class PixelNetwork : public model::Network {
 public:
  torch::Tensor forward(const torch::Tensor& x) override {
    const auto mean = x.mean({1, 2, 3});
    return torch::stack({mean - 0.5, 0.5 - mean}, 1);
  }
  Tapped tap(const torch::Tensor& x, const std::string& layer) override {
    if (layer == "logits") return {forward(x), forward(x)};
    if (layer != "pixels") model::throwUnknownLayer(layer, layers());
    return {x, forward(x)};
  }
  std::vector<std::string> layers() const override { return {"pixels", "logits"}; }
  void to(torch::Device) override {}
  void train(bool) override {}
  std::vector<model::NamedTensor> parameters() const override { return {}; }
  std::vector<model::NamedTensor> state() const override { return {}; }
};

inline model::Model pixelModel(const std::string& sha256 = "abc") {
  model::ModelCard card;
  card.name = card.architecture = "pixels";
  card.classNames = {"bright", "dark"};
  card.inputWidth = card.inputHeight = 4;
  card.inputChannels = 1;
  card.mean = {0};
  card.standardDeviation = {1};
  card.sha256 = sha256;
  return model::Model(card, std::make_shared<PixelNetwork>());
}

}  // namespace rho::test
