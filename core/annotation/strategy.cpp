// SPDX-License-Identifier: Apache-2.0
#include "annotation/strategy.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/error.h"

namespace rho::annotation {

namespace {

/// The two largest, 0 for what is not there.
std::array<double, 2> largestTwo(std::span<const float> probabilities) {
  double first = 0, second = 0;
  for (const double p : probabilities) {
    second = std::max(second, std::min(first, p));
    first = std::max(first, p);
  }
  return {first, second};
}

double leastConfidence(std::span<const float> probabilities) {
  return 1 - largestTwo(probabilities)[0];
}

double margin(std::span<const float> probabilities) {
  const auto [first, second] = largestTwo(probabilities);
  return 1 - (first - second);
}

double entropy(std::span<const float> probabilities) {
  double sum = 0;
  for (const double p : probabilities)
    if (p > 0) sum -= p * std::log(p);
  return sum;
}

}  // namespace

const std::vector<Strategy>& strategies() {
  static const std::vector<Strategy> all = {
      {"random", "Random", "by chance, from the seed: the baseline"},
      {"least-confidence", "Least confidence", "1 - max p", leastConfidence},
      {"margin", "Margin", "1 - (p1 - p2) of the two largest", margin},
      {"entropy", "Entropy", "-sum p ln p, in nats", entropy},
      {"bald", "BALD", "mutual information over stochastic passes (Houlsby et al. 2011)"},
      {"fragile", "Fragile", "a small perturbation flips the decision: -rho"},
      {"wrong-evidence", "Wrong evidence", "the share of the map outside the allowed region"},
      {"disagreement", "Methods disagree", "1 - the mean correlation of explanations"},
  };
  return all;
}

const Strategy& strategyNamed(const std::string& id) {
  std::string names;
  for (const auto& strategy : strategies()) {
    if (strategy.id == id) return strategy;
    names += (names.empty() ? "" : ", ") + strategy.id;
  }
  throw InvalidInput("strategy", "\"" + id + "\" is none", "choose from " + names);
}

double scoreOf(const Strategy& strategy, std::span<const float> confidences, bool isMultiLabel,
               Aggregate aggregate) {
  if (!isMultiLabel) return strategy.ofProbabilities(confidences);
  double sum = 0, most = 0;
  for (const float p : confidences) {
    const double score = strategy.ofProbabilities(std::array{p, 1 - p});
    sum += score;
    most = std::max(most, score);
  }
  return aggregate == Aggregate::max ? most : sum / static_cast<double>(confidences.size());
}

}  // namespace rho::annotation
