// SPDX-License-Identifier: Apache-2.0
#include "model/architectures.h"

#include <fmt/ranges.h>

#include "base/error.h"
#include "model/published_resnet.h"
#include "model/small_resnet_architecture.h"
#include "model/state_network.h"
#include "model/state_recogniser.h"

namespace rho::model {

std::shared_ptr<Network> Architecture::buildFrom(const nlohmann::json& options,
                                                 const TensorMap& weights,
                                                 const std::string& source) const {
  auto network = build(options, 0);
  assignWeights(*network, weights, source);
  return network;
}

const std::vector<std::unique_ptr<Architecture>>& architectures() {
  static const auto all = [] {
    std::vector<std::unique_ptr<Architecture>> list;
    list.push_back(std::make_unique<SmallResNetArchitecture>());
    for (const auto& known : knownNetworks())
      list.push_back(std::make_unique<StateArchitecture>(known));
    return list;
  }();
  return all;
}

const std::vector<std::unique_ptr<Recogniser>>& recognisers() {
  static const auto all = [] {
    std::vector<std::unique_ptr<Recogniser>> list;
    list.push_back(std::make_unique<PublishedResNet>());
    list.push_back(std::make_unique<StateRecogniser>());
    return list;
  }();
  return all;
}

const Architecture& architectureNamed(const std::string& name, const std::string& source) {
  std::vector<std::string> names;
  for (const auto& architecture : architectures()) {
    if (architecture->name() == name) return *architecture;
    names.push_back(architecture->name());
  }
  throw InvalidInput(source, "the architecture \"" + name + "\" is unknown",
                     fmt::format("the known ones are: {}", fmt::join(names, ", ")));
}

}  // namespace rho::model
