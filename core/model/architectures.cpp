// SPDX-License-Identifier: Apache-2.0
#include "model/architectures.h"

#include <fmt/ranges.h>

#include "base/error.h"
#include "model/published_resnet.h"
#include "model/small_resnet_architecture.h"

namespace rho::model {

const std::vector<std::unique_ptr<Architecture>>& architectures() {
  static const auto all = [] {
    std::vector<std::unique_ptr<Architecture>> list;
    list.push_back(std::make_unique<SmallResNetArchitecture>());
    return list;
  }();
  return all;
}

const std::vector<std::unique_ptr<Recogniser>>& recognisers() {
  static const auto all = [] {
    std::vector<std::unique_ptr<Recogniser>> list;
    list.push_back(std::make_unique<PublishedResNet>());
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
