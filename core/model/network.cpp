// SPDX-License-Identifier: Apache-2.0
#include "model/network.h"

#include <fmt/ranges.h>

#include "base/error.h"

namespace rho::model {

void throwUnknownLayer(const std::string& layer, const std::vector<std::string>& layers) {
  throw InvalidInput("layer", "the network has no layer \"" + layer + "\"",
                     fmt::format("choose one of: {}", fmt::join(layers, ", ")));
}

}  // namespace rho::model
