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

/// Whether the decision about a class turns while it is raised: a label of a multi-label network
/// that is not found. Every other decision turns while its class is lowered.
bool turnsByRaising(const model::ModelCard& card, const std::vector<float>& confidences,
                    int target);

/// The ρ at which the decision about the target first is another one, linear between the points in
/// the log-confidences (single-label: another class leads) or log-odds (multi-label: the label is
/// found no longer, or is found; decision.h). 0 when another class leads at the first point
/// already; empty when it never turns. points: by rising ρ, of the direction that turns it.
std::optional<double> flipRho(const std::vector<ConfidencesAtRho>& points, int target,
                              const model::ModelCard& card);

/// The ρ at which the target's confidence first is at or below chance, 1/classes; likewise. Never
/// of a multi-label network: what is random for a label is its decision.
std::optional<double> betterThanRandomRho(const std::vector<ConfidencesAtRho>& points, int target,
                                          const model::ModelCard& card);

}  // namespace rho::explain
