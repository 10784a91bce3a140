// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "model/network.h"

namespace rho::model {

using TensorMap = std::map<std::string, torch::Tensor>;

/// Throws BrokenFile naming the first tensor that holds NaN or infinity.
void requireFinite(const TensorMap& tensors, const std::string& source);

/// Copies tensors by name into a network. Counters of batches (num_batches_tracked) are passed
/// over. Throws InvalidInput naming what is missing, unexpected or of another shape.
void assignWeights(Network& network, const TensorMap& tensors, const std::string& source);

}  // namespace rho::model
