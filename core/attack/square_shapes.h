// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "attack/threat_model.h"
#include "base/random.h"

namespace rho::attack {

// The random shapes of Square (Andriushchenko et al. 2020), for one image C×H×W
// on the CPU. Both return points; the box and the mask are left to the threat
// model's projection.

/// Where it starts: vertical stripes (L∞) or a grid of peaks (L2) at the bound.
torch::Tensor firstSquares(const torch::Tensor& image, const ThreatModel& threat, Random& random);

/// One square of the best point so far changed. share: of the pixels.
torch::Tensor nextSquare(const torch::Tensor& image, const torch::Tensor& best,
                         const ThreatModel& threat, double share, Random& random);

}  // namespace rho::attack
