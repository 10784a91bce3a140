// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/timm_names.h"
#include "model/weights.h"

namespace rho::model {

/// The weights of a network by the names that its own definition gives them, freed from what
/// training programs wrap around it, and what the wrapping said.
struct BareState {
  TensorMap weights;
  /// Of a layer that normalises images; empty where there is none. One number per channel, or one.
  std::vector<double> mean, standardDeviation;
  /// Where the names tell what is usual, other than for the network by its own names.
  std::optional<UsualNormalisation> usual;
  /// TorchXRayVision's op_threshs, one per class; NaN for classes without.
  std::vector<double> operatingPoints;
};

/// Takes away modules that hold everything ("module.", "model.", …), layers that normalise, the
/// second copy of the network inside an attacker (MadryLab's robustness), batch counters, the old
/// names of DenseNet's and ViT's layers, and the names of timm. Throws InvalidInput where the copy
/// differs.
/// source: the file, for messages.
BareState bareState(const TensorMap& tensors, const std::string& source);

}  // namespace rho::model
