// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "model/model_card.h"

namespace rho::explain {

/// Confidences of every class at one ρ of a sweep.
struct ConfidencesAtRho {
  double rho = 0;
  std::vector<float> confidences;
};

/// The ρ at which the decision for the target first fails, linear in the log-confidences between
/// the points: another class leads (single-label), or the target falls below ½ (multi-label). 0
/// when it fails at the first point already; empty when it never does. points: by rising ρ.
std::optional<double> flipRho(const std::vector<ConfidencesAtRho>& points, int target,
                              model::Task task);

/// The ρ at which the target's confidence first is at or below chance, 1/classes; likewise.
std::optional<double> betterThanRandomRho(const std::vector<ConfidencesAtRho>& points, int target);

}  // namespace rho::explain
