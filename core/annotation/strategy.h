// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

namespace rho::annotation {

/// How the labels of a multi-label network become one score.
enum class Aggregate { mean, max };

/// A way to choose what is annotated next. A higher score is served earlier.
struct Strategy {
  std::string id, title, summary;
  /// Of the probabilities of all classes, which sum to 1; null where the score needs the network
  /// itself and is stored by whoever ran it (ScoreTable::setScore), and for "random".
  double (*ofProbabilities)(std::span<const float> probabilities) = nullptr;
};

/// All strategies: the seeded baseline, those of confidences (Settles 2009), those of a network.
const std::vector<Strategy>& strategies();
/// Throws InvalidInput naming those that exist.
const Strategy& strategyNamed(const std::string& id);

/// The score of stored confidences. Single-label: they are the distribution. Multi-label: each is
/// the probability of its own yes or no, and the labels' scores are aggregated. The strategy must
/// be one of confidences; there must be at least one.
double scoreOf(const Strategy& strategy, std::span<const float> confidences, bool isMultiLabel,
               Aggregate aggregate);

}  // namespace rho::annotation
