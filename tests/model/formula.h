// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "base/json_file.h"
#include "model/known_network.h"
#include "model/state_network.h"
#include "model/tensor.h"

namespace rho::test {

/// Numbers in [0, 1) that belong to a name, as make_known_networks.py has them.
inline torch::Tensor uniform(const std::string& name, std::int64_t count) {
  std::uint32_t seed = 2166136261;
  for (const char byte : name) seed = (seed ^ static_cast<unsigned char>(byte)) * 16777619u;
  auto values = torch::empty({count}, torch::kFloat64);
  auto* out = values.data_ptr<double>();
  for (std::int64_t i = 0; i < count; ++i) {
    std::uint32_t x = seed + static_cast<std::uint32_t>(i) * 2654435761u;
    x = (x ^ (x >> 16)) * 0x45D9F3Bu;
    x = (x ^ (x >> 16)) * 0x45D9F3Bu;
    out[i] = static_cast<double>((x ^ (x >> 16)) >> 8) / (1 << 24);
  }
  return values;
}

inline torch::Tensor formulaWeight(const model::NetworkParts::Weight& weight) {
  std::int64_t count = 1;
  for (const auto size : weight.shape) count *= size;
  auto u = uniform(weight.name, count).view(weight.shape);
  if (weight.shape.size() > 1)
    return u.mul_(2).sub_(1).mul_(std::sqrt(6.0 / static_cast<double>(count / weight.shape[0])));
  const bool scales = weight.name.ends_with(".weight") || weight.name.ends_with(".running_var");
  return scales ? u.add_(0.5) : u.sub_(0.5).mul_(0.2);
}

/// The weights that the formula gives a network.
inline model::TensorMap formulaWeights(const model::KnownNetwork& network,
                                       const model::KnownOptions& options,
                                       torch::ScalarType type = torch::kFloat64) {
  model::TensorMap weights;
  for (const auto& weight : model::partsOf(network, options).weights)
    weights[weight.name] = formulaWeight(weight).to(type);
  return weights;
}

/// N×C×side×side, values in [-1, 1): the input of a network, normalised already.
inline torch::Tensor formulaImages(std::int64_t n, std::int64_t channels, std::int64_t side) {
  return uniform("image", n * channels * side * side)
      .mul_(2)
      .sub_(1)
      .view({n, channels, side, side});
}

/// A network of the golden values, and the images that it was asked about.
struct FormulaNetwork {
  /// row: as in known_networks.json; "torchxrayvision densenet121" is a densenet121.
  FormulaNetwork(const std::string& row, std::int64_t channels, std::int64_t side,
                 torch::ScalarType type)
      : known(*model::knownNetworkNamed(row.substr(row.rfind(' ') + 1))) {
    options.classes = 10;
    options.inputChannels = channels;
    options.depth = 28;
    options.width = 10;
    if (known.name.starts_with("vit")) options.imageSize = side;
    network =
        std::make_shared<model::StateNetwork>(known, options, formulaWeights(known, options, type));
  }

  const model::KnownNetwork& known;
  model::KnownOptions options;
  std::shared_ptr<model::StateNetwork> network;
};

struct Answer {
  torch::Tensor logits, gradient;
};

/// The logits, and the gradient of class 7 with respect to the images.
inline Answer answerOf(model::Network& network, const torch::Tensor& images) {
  const auto x = images.detach().clone().requires_grad_(true);
  const auto logits = network.forward(x);
  return {logits.detach(), torch::autograd::grad({logits.select(1, 7).sum()}, {x})[0]};
}

/// The largest difference, relative to the largest value.
inline double largestDifference(const torch::Tensor& value, const torch::Tensor& expected) {
  return ((value - expected).abs().max() / expected.abs().max()).item<double>();
}

inline torch::Tensor numbersOf(const nlohmann::json& json) {
  return torch::tensor(json.get<std::vector<double>>(), torch::kFloat64);
}

/// How far an answer in double precision is from the golden values of a row, each relative to the
/// largest of its kind.
struct GoldenDifference {
  double logits, gradient;
};
inline GoldenDifference fromGolden(const Answer& answer, const nlohmann::json& row) {
  const auto flat = answer.gradient.flatten().to(torch::kFloat64);
  const auto step = flat.numel() / 16 + 1;
  const auto probe = flat.dot(uniform("probe", flat.numel())).item<double>();
  const double norm = row["gradient_norm"];
  const auto relative = [&](double value, double expected) {
    return std::abs(value - expected) / norm;
  };
  const double ofSamples = (flat.slice(0, 0, flat.numel(), step) - numbersOf(row["gradient"]))
                               .abs()
                               .max()
                               .item<double>();
  return {largestDifference(answer.logits[0].to(torch::kFloat64), numbersOf(row["logits"])),
          std::max({relative(flat.norm().item<double>(), norm),
                    relative(probe, row["gradient_probe"]), ofSamples / norm})};
}

}  // namespace rho::test
