// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "model/model.h"
#include "model/tensor.h"

namespace rho::test {

/// A function as a network. Its layers: "first" (the value before anything else, where given).
class FunctionNetwork : public model::Network {
 public:
  using Function = std::function<torch::Tensor(const torch::Tensor&)>;

  explicit FunctionNetwork(Function logits, Function first = {})
      : m_logits(std::move(logits)), m_first(std::move(first)) {}

  torch::Tensor forward(const torch::Tensor& x) override {
    return m_logits(m_first ? m_first(x) : x);
  }
  Tapped tap(const torch::Tensor& x, const std::string& layer) override {
    if (!m_first || layer != "first") model::throwUnknownLayer(layer, layers());
    const auto inner = m_first(x);
    return {inner, m_logits(inner)};
  }
  std::vector<std::string> layers() const override {
    return m_first ? std::vector<std::string>{"first"} : std::vector<std::string>{};
  }
  void to(torch::Device) override {}
  void train(bool) override {}
  std::vector<model::NamedTensor> parameters() const override { return {}; }
  std::vector<model::NamedTensor> state() const override { return {}; }

 private:
  Function m_logits, m_first;
};

/// Of three colours, 8×8, two classes; pixels as they are.
inline model::ModelCard smallCard() {
  model::ModelCard card;
  card.name = "function";
  card.classNames = {"a", "b"};
  card.inputWidth = card.inputHeight = 8;
  card.inputChannels = 3;
  card.mean = {0, 0, 0};
  card.standardDeviation = {1, 1, 1};
  return card;
}

/// Two classes from a plain weighting of the pixels: N×3×8×8 to N×2.
inline torch::Tensor plainLogits(const torch::Tensor& x) {
  const auto score = (x * torch::linspace(-1, 1, 192).view({1, 3, 8, 8})).sum({1, 2, 3});
  return torch::stack({score, -score}, 1);
}

inline image::Image noisyPicture(int width = 8, int height = 8) {
  cv::Mat pixels(height, width, CV_32FC3);
  cv::RNG(3).fill(pixels, cv::RNG::UNIFORM, 0.0, 1.0);
  return image::Image(pixels, {});
}

}  // namespace rho::test
