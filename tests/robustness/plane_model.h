// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "model/tensor.h"

namespace rho::test {

/// Two classes divided by the plane where the pixels' mean is one half: how far an image is from
/// it is known exactly.
class PlaneNetwork : public model::Network {
 public:
  torch::Tensor forward(const torch::Tensor& x) override {
    const auto mean = x.mean({1, 2, 3});
    return torch::stack({m_steepness * (mean - 0.5), m_steepness * (0.5 - mean)}, 1);
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
  double m_steepness = 300;  // certain enough for a cross-entropy's gradient to underflow
};

inline model::Model planeModel() {
  model::ModelCard card;
  card.name = card.architecture = "plane";
  card.classNames = {"bright", "dark"};
  card.inputWidth = card.inputHeight = 4;
  card.inputChannels = 1;
  card.mean = {0};
  card.standardDeviation = {1};
  return model::Model(card, std::make_shared<PlaneNetwork>());
}

inline torch::Tensor uniformImages(const std::vector<float>& values) {
  return torch::tensor(values).view({-1, 1, 1, 1}).expand({-1, 1, 4, 4}).contiguous();
}

}  // namespace rho::test
