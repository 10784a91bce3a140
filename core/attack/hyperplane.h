// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "attack/threat_model.h"

namespace rho::attack {

/// The smallest change (L∞ or L2, as the threat model says) that brings points
/// to the hyperplane value + gradient · change = 0 within the box, N×C×H×W;
/// where the box ends before, as far as possible. value: N; gradient: N×C×H×W.
/// Exact, by sorting.
torch::Tensor changeToHyperplane(const ThreatModel& threat, const torch::Tensor& points,
                                 const torch::Tensor& value, const torch::Tensor& gradient);

}  // namespace rho::attack
