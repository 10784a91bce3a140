// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "explain/explainer.h"
#include "image/comparison.h"
#include "image/image.h"
#include "quality/attention_attack.h"
#include "quality/regional_attack.h"

namespace rho::quality {

/// What is asked of an explanation under attack.
struct ChallengeRequest {
  image::Image image;
  int target = 0;  ///< the network's decision
  std::uint64_t seed = 0;
  double share = 0.2;      ///< of the pixels, the most important ones, that count as marked
  double shownRho = 0.05;  ///< of the adversarial explanation of the changed image
  nlohmann::json options = nlohmann::json::object();  ///< of the method
  RegionalSearch search;
  AttentionAttack attention;
};

/// What an explanation is worth when the image is attacked.
struct Challenge {
  explain::Explanation explanation;  ///< that is challenged, of the image as the network sees it
  torch::Tensor input;               ///< 1×C×H×W on the CPU
  torch::Tensor map;                 ///< H×W, as attributionOf
  torch::Tensor region;              ///< H×W flags: what it marks
  RegionalChange anywhere, outside, inside;  ///< smallest changes of the decision
  /// The change outside, half as large again where that keeps the new decision: at the boundary
  /// itself two classes are equally likely, and nothing of the new one is to be seen.
  RegionalChange beyond;
  /// The same method's map, for the same class, after the change beyond; and how alike it is to the
  /// map before (rank correlation).
  torch::Tensor mapAfter;
  double mapLikeness = 0;
  explain::Explanation newEvidence;  ///< adversarial, of the changed image, for its new decision
  AttentionChange attention;         ///< moves what the gradient marks while the decision is kept
  double attentionLikeness = 0;      ///< of the method's map after that, to the map before
  torch::Tensor attentionMap;        ///< H×W: the method's map after that
};

/// Throws InvalidInput where the network does not decide for the target, and Cancelled.
Challenge challenge(const model::Model& model, const explain::Explainer& method,
                    const ChallengeRequest& request, const JobContext& context = {});

/// All figures, without arrays.
nlohmann::json toJson(const Challenge& challenge, const model::ModelCard& card);

/// One page that shows it: input, explanation, region, attack outside of it, the old explanation
/// over the changed image, the new evidence, and an attack on the explanation alone.
image::Comparison challengePage(const Challenge& challenge, const model::ModelCard& card,
                                const std::string& caseName);

}  // namespace rho::quality
