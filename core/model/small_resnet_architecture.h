// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/architectures.h"

namespace rho::model {

/// The registry's entry of SmallResNet: "small-resnet".
class SmallResNetArchitecture : public Architecture {
 public:
  std::string name() const override;
  std::vector<std::string> optionNames() const override;
  std::int64_t weightCount(const nlohmann::json& options) const override;
  std::shared_ptr<Network> build(const nlohmann::json& options, std::uint64_t seed) const override;
};

}  // namespace rho::model
