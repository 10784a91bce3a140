// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/network.h"

namespace rho::model {

using TensorMap = std::map<std::string, torch::Tensor>;

/// Throws BrokenFile naming the first tensor that holds NaN or infinity. TorchXRayVision's
/// operating points (op_threshs) may: they have none for classes that a network does not know.
void requireFinite(const TensorMap& tensors, const std::string& source);

/// How tensors differ from the ones that a network has, by name and shape. Counters of batches
/// (num_batches_tracked) are passed over.
struct WeightDifferences {
  std::vector<std::string> missing, unexpected;
  std::vector<std::string> misshapen;  ///< with both shapes
  bool empty() const;
  std::string text() const;  ///< "lacks the tensors a, b and 7 more, has …"
};
WeightDifferences differences(const std::vector<NamedTensor>& wanted, const TensorMap& tensors);

/// Throws InvalidInput naming all differences.
void requireSameWeights(const std::vector<NamedTensor>& wanted, const TensorMap& tensors,
                        const std::string& source);

/// Copies tensors by name into a network. Throws as requireSameWeights.
void assignWeights(Network& network, const TensorMap& tensors, const std::string& source);

}  // namespace rho::model
