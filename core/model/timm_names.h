// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "model/weights.h"

namespace rho::model {

/// How images are normalised for most networks of a kind, alike in every channel.
struct UsualNormalisation {
  double mean, standardDeviation;
  const char* assumption;  ///< for people
};

/// Gives the weights of a ViT or ConvNeXt that the library timm (1.0.31) wrote the names and shapes
/// that torchvision's definition of the same function has. Weights that timm's other variants have
/// besides keep their names, and so fit no known network; those of other libraries are left alone.
/// Returns what is usual for timm's networks of this kind, where it is not what torchvision's want.
std::optional<UsualNormalisation> renameFromTimm(TensorMap& weights);

}  // namespace rho::model
