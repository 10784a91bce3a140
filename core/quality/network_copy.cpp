// SPDX-License-Identifier: Apache-2.0
#include "quality/network_copy.h"

#include <algorithm>

#include "base/random.h"
#include "model/architectures.h"
#include "model/tensor.h"

namespace rho::quality {

namespace {

std::string layerOf(const std::string& weight) { return weight.substr(0, weight.rfind('.')); }

const model::Architecture* architectureOf(const model::ModelCard& card) {
  for (const auto& known : model::architectures())
    if (known->name() == card.architecture) return known.get();
  return nullptr;
}

void randomise(const torch::Tensor& weight, Random& random) {
  const double mean = weight.dim() > 1 ? 0 : weight.mean().item<double>();
  const double spread = weight.numel() > 1 ? weight.std().item<double>() : 0;
  auto values = torch::empty(weight.sizes(), torch::kFloat32);
  auto* out = values.data_ptr<float>();
  for (std::int64_t i = 0; i < values.numel(); ++i)
    out[i] = static_cast<float>(random.normal(mean, std::max(0.01, spread)));
  weight.copy_(values);
}

}  // namespace

bool canBeCopied(const model::Model& model, const std::function<model::Model()>& loadAgain) {
  return loadAgain || architectureOf(model.card());
}

std::optional<model::Model> copyOf(const model::Model& model,
                                   const std::function<model::Model()>& loadAgain) {
  const auto* architecture = architectureOf(model.card());
  if (!architecture) return loadAgain ? std::optional(loadAgain()) : std::nullopt;
  auto network = architecture->build(model.card().architectureOptions, 0);
  model::TensorMap weights;
  for (const auto& item : model.network().state())
    weights[item.name] = item.tensor.detach().to(torch::kCPU).clone();
  model::assignWeights(*network, weights, model.card().name);
  model::Model copy(model.card(), std::move(network));
  copy.to(model.device().str());
  return copy;
}

std::vector<std::string> weightedLayers(const model::Model& model) {
  std::vector<std::string> layers;
  for (const auto& item : model.network().parameters())
    if (const auto layer = layerOf(item.name);
        std::find(layers.begin(), layers.end(), layer) == layers.end())
      layers.push_back(layer);
  return layers;
}

void randomise(model::Model& copy, const std::vector<std::string>& layers, std::uint64_t seed) {
  const torch::NoGradGuard noGrad;
  std::uint64_t index = 0;
  for (const auto& item : copy.network().parameters()) {
    auto random = Random::forItem(seed, index++);
    if (std::find(layers.begin(), layers.end(), layerOf(item.name)) != layers.end())
      randomise(item.tensor, random);
  }
  // Networks keep faster forms of their weights; moving them makes those anew.
  copy.to(copy.device().str());
}

}  // namespace rho::quality
