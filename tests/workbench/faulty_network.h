// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// LibTorch's headers come before Qt's: they use Qt's keywords as names.
#include "model/model.h"
#include "model/tensor.h"

namespace rho::test {

/// A small function whose faults can be chosen. Its layers: "image" (2×6×6), "zero" (the same, all
/// zero), "against" (speaks against every class), "flat" (a vector).
class FaultyNetwork : public model::Network {
 public:
  bool detached = false, infinite = false, random = false;
  int classes = 2;
  std::int64_t mostImages = 100;  ///< larger batches find no memory
  int extraLayers = 0;
  int largestSeen = 0;

  torch::Tensor forward(const torch::Tensor& x) override { return run(x, "").logits; }
  Tapped tap(const torch::Tensor& x, const std::string& layer) override { return run(x, layer); }
  std::vector<std::string> layers() const override {
    std::vector<std::string> names = {"image", "zero", "against", "flat"};
    for (int i = 0; i < extraLayers; ++i) names.push_back("image#" + std::to_string(i));
    return names;
  }
  void to(torch::Device) override {}
  void train(bool) override {}
  std::vector<model::NamedTensor> parameters() const override { return {}; }
  std::vector<model::NamedTensor> state() const override { return {}; }

 private:
  Tapped run(const torch::Tensor& x, const std::string& layer) {
    if (x.size(0) > mostImages)
      throw c10::OutOfMemoryError({__func__, __FILE__, 0}, "CUDA out of memory (injected)");
    largestSeen = std::max(largestSeen, static_cast<int>(x.size(0)));
    const auto image = torch::cat({x, 0.5 * x}, 1).abs();
    const auto zero = image * 0;
    const auto against = image + 1;
    const auto flat = (image + zero - 2 * against).mean({2, 3});
    auto logits =
        flat.sum(1, true).repeat({1, classes}) * torch::linspace(0.5, 1, classes).view({1, -1});
    if (detached) logits = logits.detach();
    if (infinite) logits = logits / 0.0;
    if (random) logits = logits + torch::rand_like(logits);
    if (layer == "zero") return {zero, logits};
    if (layer == "against") return {against, logits};
    if (layer == "flat") return {flat, logits};
    return {image, logits};
  }
};

inline model::ModelCard faultyCard() {
  model::ModelCard card;
  card.name = "faulty";
  card.classNames = {"a", "b"};
  card.inputWidth = card.inputHeight = 6;
  card.inputChannels = 1;
  card.mean = {0};
  card.standardDeviation = {1};
  card.gradCamLayer = "image";
  return card;
}

inline image::Image picture(int width = 6, int height = 6) {
  cv::Mat pixels(height, width, CV_32F);
  cv::RNG(3).fill(pixels, cv::RNG::UNIFORM, 0.0, 1.0);
  return image::Image(pixels, {});
}

}  // namespace rho::test
