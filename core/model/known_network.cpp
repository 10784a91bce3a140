// SPDX-License-Identifier: Apache-2.0
#include "model/known_network.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

struct OptionField {
  const char* name;
  std::int64_t KnownOptions::*value;
  std::int64_t least, most;
};

constexpr OptionField optionFields[] = {
    {"classes", &KnownOptions::classes, 1, 1 << 20},
    {"input_channels", &KnownOptions::inputChannels, 1, 3},
    {"image_size", &KnownOptions::imageSize, 0, 8192},
    {"depth", &KnownOptions::depth, 0, 2048},
    {"width", &KnownOptions::width, 0, 256},
};

}  // namespace

KnownOptions KnownOptions::fromJson(const nlohmann::json& json) {
  KnownOptions options;
  for (const auto& field : optionFields) {
    if (!json.contains(field.name)) continue;
    const auto& value = json.at(field.name);
    if (!value.is_number_integer() || value.get<std::int64_t>() < field.least ||
        value.get<std::int64_t>() > field.most)
      throw InvalidInput(field.name, "the architecture cannot have the value " + value.dump(),
                         fmt::format("use {} to {}", field.least, field.most));
    options.*field.value = value.get<std::int64_t>();
  }
  return options;
}

nlohmann::json KnownOptions::toJson() const {
  auto json = nlohmann::json::object();
  for (const auto& field : optionFields)
    if (this->*field.value != 0) json[field.name] = this->*field.value;
  return json;
}

const std::vector<KnownNetwork>& knownNetworks() {
  static const auto all = [] {
    std::vector<KnownNetwork> list;
    for (auto* family : {residualNetworks, denseNetworks, vggNetworks, mobileNetworks,
                         convNextNetworks, transformerNetworks, cifarNetworks, deepMindNetworks})
      for (auto& network : family()) list.push_back(std::move(network));
    return list;
  }();
  return all;
}

const KnownNetwork* knownNetworkNamed(const std::string& name) {
  const auto& all = knownNetworks();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& known) { return known.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::int64_t outChannels(const TensorMap& weights, const std::string& name) {
  const auto found = weights.find(name);
  return found == weights.end() || found->second.dim() != 4 ? 0 : found->second.size(0);
}

bool wideDepthAndWidth(const TensorMap& weights, const std::string& first,
                       const std::string& second, KnownOptions& options) {
  const auto name = [&](std::int64_t block) { return first + std::to_string(block) + second; };
  std::int64_t blocks = 0;
  while (weights.contains(name(blocks))) ++blocks;
  if (blocks == 0) return false;
  options.depth = 6 * blocks + 4;
  options.width = outChannels(weights, name(0)) / 16;
  return options.width > 0;
}

NetworkParts partsOf(const KnownNetwork& network, const KnownOptions& options) {
  NetworkParts parts;
  WeightPass survey(parts);
  const auto side = options.imageSize > 0 ? options.imageSize : network.inputSize;
  network.compute(Scope(survey), torch::empty({1, options.inputChannels, side, side}, torch::kMeta),
                  options);
  return parts;
}

}  // namespace rho::model
