// SPDX-License-Identifier: Apache-2.0
#include "model/small_resnet_architecture.h"

#include "base/error.h"
#include "model/small_resnet.h"

namespace rho::model {

namespace {

SmallResNetOptions optionsFrom(const nlohmann::json& json) try {
  return SmallResNetOptions::fromJson(json);
} catch (const nlohmann::json::exception& error) {
  throw InvalidInput("small-resnet",
                     std::string("the architecture's options are wrong: ") + error.what(),
                     "correct the model card");
}

}  // namespace

std::string SmallResNetArchitecture::name() const { return "small-resnet"; }

std::vector<std::string> SmallResNetArchitecture::optionNames() const {
  const auto options = SmallResNetOptions().toJson();
  std::vector<std::string> names;
  for (const auto& [name, value] : options.items()) names.push_back(name);
  return names;
}

std::int64_t SmallResNetArchitecture::weightCount(const nlohmann::json& json) const {
  const auto options = optionsFrom(json);
  constexpr std::int64_t kernel = 9, perNorm = 4;  // weight, bias, running mean and variance
  std::int64_t in = options.features.front();
  std::int64_t count = kernel * options.inputChannels * in;
  for (std::size_t g = 0; g < options.blocks.size(); ++g) {
    const std::int64_t out = options.features[g];
    for (int b = 0; b < options.blocks[g]; ++b) {
      const bool shortcut = in != out || (g > 0 && b == 0);
      count +=
          perNorm * (in + out) + kernel * out * (in + out) + (shortcut ? kernel * in * out : 0);
      in = out;
    }
  }
  return count + perNorm * in + (in + 1) * options.classes;
}

std::shared_ptr<Network> SmallResNetArchitecture::build(const nlohmann::json& json,
                                                        std::uint64_t seed) const {
  return std::make_shared<SmallResNet>(optionsFrom(json), seed);
}

}  // namespace rho::model
