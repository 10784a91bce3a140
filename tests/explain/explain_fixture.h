// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "image/array.h"
#include "model/model.h"
#include "model/small_resnet.h"
#include "model/tensor.h"

namespace rho::test {

/// A small network with random weights that no layer ignores (SmallResNet starts with blocks that
/// add nothing), in double or single precision.
inline model::Model randomModel(int side = 16, int channels = 3,
                                model::Activation activation = model::Activation::halfHuber) {
  model::SmallResNetOptions options;
  options.blocks = {1, 1};
  options.features = {8, 16};
  options.inputChannels = channels;
  options.classes = 4;
  options.activation = activation;
  auto network = std::make_shared<model::SmallResNet>(options, 7);
  const torch::NoGradGuard noGrad;
  auto generator = at::make_generator<at::CPUGeneratorImpl>(11);
  for (auto& item : network->state())
    if (item.tensor.dim() == 4) item.tensor.normal_(0, 0.2, generator);
  model::ModelCard card;
  card.name = "random";
  card.architecture = "small-resnet";
  card.architectureOptions = options.toJson();
  card.classNames = {"a", "b", "c", "d"};
  card.inputWidth = card.inputHeight = side;
  card.inputChannels = channels;
  card.mean.assign(static_cast<std::size_t>(channels), 0.5);
  card.standardDeviation.assign(static_cast<std::size_t>(channels), 0.25);
  return model::Model(card, network);
}

/// Images of independent uniform values, n×C×H×W.
inline torch::Tensor randomInput(int n, int channels, int side) {
  auto generator = at::make_generator<at::CPUGeneratorImpl>(5);
  return torch::rand({n, channels, side, side}, generator);
}

/// An array of a .npz file as a tensor of floats or, for whole numbers, of int64.
inline torch::Tensor npzTensor(const std::filesystem::path& path, const std::string& name) {
  const auto array = image::readNpz(path, name);
  const bool isFloat = array.type == image::ArrayType::f32 || array.type == image::ArrayType::f64;
  if (!isFloat) {
    const auto values = array.as<std::int64_t>();
    return torch::tensor(values, torch::kInt64).view(array.shape);
  }
  const auto values = array.as<double>();
  return torch::tensor(values, torch::kFloat64).view(array.shape);
}

/// The first CIFAR-10 test images as the networks take them: n×3×32×32 in [0,1].
inline torch::Tensor cifarInput(const std::filesystem::path& path, int n) {
  const auto array = image::readNpz(path, "test_images");
  const auto all =
      torch::from_blob(const_cast<std::byte*>(array.bytes.data()), array.shape, torch::kUInt8);
  return all.narrow(0, 0, n).permute({0, 3, 1, 2}).to(torch::kFloat32).div(255).contiguous();
}

}  // namespace rho::test
