// SPDX-License-Identifier: Apache-2.0
#include "model/state_network.h"

#include <cmath>

#include "base/error.h"
#include "base/file_bounds.h"
#include "base/random.h"
#include "model/tensor.h"
#include "model/torch_errors.h"

namespace rho::model {

namespace {

[[noreturn]] void rethrow(const std::string& name) {
  rethrowAs<InvalidInput>(name, "the network does not take this input",
                          "compare the card's input_size and input_channels with the network");
}

/// He et al. (2015) for what has several dimensions; norms start as the identity.
torch::Tensor initial(const NetworkParts::Weight& weight, Random& random) {
  auto values = torch::zeros(weight.shape, torch::kFloat32);
  const bool scales = weight.name.ends_with(".weight") || weight.name.ends_with(".running_var");
  if (weight.shape.size() == 1) return scales ? values.fill_(1) : values;
  if (values.numel() == 0) return values;
  const double bound = std::sqrt(6.0 / static_cast<double>(values[0].numel()));
  auto* out = values.data_ptr<float>();
  for (std::int64_t i = 0; i < values.numel(); ++i)
    out[i] = static_cast<float>(random.uniform(-bound, bound));
  return values;
}

}  // namespace

StateNetwork::StateNetwork(const KnownNetwork& known, const KnownOptions& options,
                           TensorMap weights)
    : m_known(known),
      m_options(options),
      m_parts(partsOf(known, options)),
      m_weights(std::move(weights)) {}

torch::Tensor StateNetwork::forward(const torch::Tensor& x) try {
  WeightPass pass(m_weights);
  return m_known.compute(Scope(pass), x, m_options);
} catch (...) {
  rethrow(m_known.name);
}

Network::Tapped StateNetwork::tapped(const torch::Tensor& x, const std::string& layer,
                                     bool detached) try {
  WeightPass pass(m_weights);
  pass.tapAt(layer, detached);
  const auto logits = m_known.compute(Scope(pass), x, m_options);
  if (!pass.tapped().defined()) throwUnknownLayer(layer, layers());
  return {pass.tapped(), logits};
} catch (...) {
  rethrow(m_known.name);
}

Network::Tapped StateNetwork::tap(const torch::Tensor& x, const std::string& layer) {
  return tapped(x, layer, false);
}

Network::Tapped StateNetwork::tapForGradient(const torch::Tensor& x, const std::string& layer) {
  const torch::AutoGradMode withGradients(true);
  return tapped(x.detach(), layer, true);
}

Network::Attended StateNetwork::attend(const torch::Tensor& x) try {
  WeightPass pass(m_weights);
  pass.keepAttention();
  const auto logits = m_known.compute(Scope(pass), x, m_options);
  return {pass.attention(), logits};
} catch (...) {
  rethrow(m_known.name);
}

void StateNetwork::to(torch::Device device) {
  for (auto& [name, tensor] : m_weights) tensor = tensor.to(device);
}

void StateNetwork::train(bool on) {
  if (on)
    throw InvalidInput(m_known.name, "networks of other makers are explained here, not trained",
                       "train a small-resnet");
}

std::vector<NamedTensor> StateNetwork::parameters() const {
  std::vector<NamedTensor> tensors;
  for (const auto& weight : m_parts.weights)
    if (!weight.isStatistic) tensors.push_back({weight.name, m_weights.at(weight.name)});
  return tensors;
}

std::vector<NamedTensor> StateNetwork::state() const {
  std::vector<NamedTensor> tensors;
  for (const auto& weight : m_parts.weights)
    tensors.push_back({weight.name, m_weights.at(weight.name)});
  return tensors;
}

std::vector<std::string> StateArchitecture::optionNames() const {
  return {"classes", "input_channels", "image_size", "depth", "width"};
}

std::int64_t StateArchitecture::weightCount(const nlohmann::json& options) const {
  std::int64_t count = 0;
  for (const auto& weight : partsOf(m_known, KnownOptions::fromJson(options)).weights)
    count += elementCount(weight.shape).value_or(0);
  return count;
}

std::shared_ptr<Network> StateArchitecture::build(const nlohmann::json& json,
                                                  std::uint64_t seed) const {
  const auto options = KnownOptions::fromJson(json);
  Random random(seed);
  TensorMap weights;
  for (const auto& weight : partsOf(m_known, options).weights)
    weights[weight.name] = initial(weight, random);
  return std::make_shared<StateNetwork>(m_known, options, std::move(weights));
}

std::shared_ptr<Network> StateArchitecture::buildFrom(const nlohmann::json& json,
                                                      const TensorMap& weights,
                                                      const std::string& source) const {
  const auto options = KnownOptions::fromJson(json);
  std::vector<NamedTensor> wanted;
  for (const auto& weight : partsOf(m_known, options).weights)
    wanted.push_back({weight.name, torch::empty(weight.shape, torch::kMeta)});
  requireSameWeights(wanted, weights, source);
  TensorMap taken;
  for (const auto& item : wanted)
    taken[item.name] = weights.at(item.name).to(torch::kFloat32).contiguous();
  return std::make_shared<StateNetwork>(m_known, options, std::move(taken));
}

}  // namespace rho::model
