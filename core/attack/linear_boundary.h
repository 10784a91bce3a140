// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "attack/victim.h"

namespace rho::attack {

/// The linearised boundary between two classes that is nearest to a point, in
/// the threat model's norm: value + gradient · change = 0. value is below 0
/// until the point is past it.
struct LinearBoundary {
  torch::Tensor value;     ///< N
  torch::Tensor gradient;  ///< N×C×H×W
  torch::Tensor distance;  ///< N, L∞ or L2
};

/// candidates: N×K classes to reach, from the true class; in a targeted attack
/// the target alone is reached, from the best other class. One pass forward, K
/// back; memory does not grow with K.
LinearBoundary nearestBoundary(Victim& victim, const torch::Tensor& points,
                               const torch::Tensor& rows, const torch::Tensor& candidates);

/// N×K: the classes other than the true one, by falling logit of the images
/// themselves; only the target in a targeted attack. count: at most that many.
torch::Tensor likelyClasses(Victim& victim, const torch::Tensor& rows, std::int64_t count);

}  // namespace rho::attack
