// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace rho::flagging {

/// What a network is asked of each case besides confidences and an embedding. The ids are those of
/// annotation::strategies(); a higher score is served earlier.
struct ScoreRequest {
  /// "bald": how much the answers to noisy copies disagree on the class (Houlsby et al. 2011, with
  /// noise on the input in the place of noise in the weights): mutual information in nats.
  /// "fragile": minus the smallest perturbation (RMSE, at most 1) that flips the decision, by the
  /// fast search; −1 where none was found.
  /// "wrong-evidence": the share of the first method's map outside of where evidence may be.
  /// "disagreement": 1 minus the mean rank correlation between the methods' maps.
  std::vector<std::string> strategies;
  std::vector<std::string> methods = {"saliency", "gradcam", "ae-lower"};
  std::uint64_t seed = 0;  ///< of noise and methods
};

/// Throws InvalidInput for strategies that need no network, methods that do not exist, and too few
/// methods for a strategy.
void check(const ScoreRequest& request);

/// What a network says of a case.
struct CaseScores {
  std::vector<float> confidences;        ///< per class
  std::vector<float> embedding;          ///< of Grad-CAM's layer; empty where that is no image
  std::map<std::string, double> scores;  ///< by strategy; only those that apply to the case
};

}  // namespace rho::flagging
