// SPDX-License-Identifier: Apache-2.0
#include "explain/crossing.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/decision.h"

namespace rho::explain {

namespace {

double logOf(double confidence) {
  return std::log(std::max(confidence, static_cast<double>(std::numeric_limits<float>::min())));
}

/// The first ρ at which the margin, above 0 while all is well, is 0 or less.
template <typename Margin>
std::optional<double> firstCrossing(const std::vector<ConfidencesAtRho>& points, Margin margin) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double after = margin(points[i].confidences);
    if (after > 0) continue;
    if (i == 0) return points[0].rho;
    const double before = margin(points[i - 1].confidences);
    return points[i - 1].rho + (points[i].rho - points[i - 1].rho) * before / (before - after);
  }
  return std::nullopt;
}

}  // namespace

bool turnsByRaising(const model::ModelCard& card, const std::vector<float>& confidences,
                    int target) {
  return card.task == model::Task::multiLabel &&
         !model::isFound(card, target, confidences[static_cast<std::size_t>(target)]);
}

std::optional<double> flipRho(const std::vector<ConfidencesAtRho>& points, int target,
                              const model::ModelCard& card) {
  if (points.empty()) return std::nullopt;
  const auto index = static_cast<std::size_t>(target);
  if (card.task == model::Task::multiLabel) {
    const double side = turnsByRaising(card, points.front().confidences, target) ? -1 : 1;
    return firstCrossing(points, [&](const std::vector<float>& confidences) {
      return side * model::decisionMargin(card, target, confidences[index]);
    });
  }
  return firstCrossing(points, [&](const std::vector<float>& confidences) {
    double rival = 0;
    for (std::size_t c = 0; c < confidences.size(); ++c)
      if (c != index) rival = std::max<double>(rival, confidences[c]);
    return logOf(confidences[index]) - logOf(rival);
  });
}

std::optional<double> betterThanRandomRho(const std::vector<ConfidencesAtRho>& points, int target,
                                          const model::ModelCard& card) {
  if (card.task == model::Task::multiLabel) return std::nullopt;
  return firstCrossing(points, [&](const std::vector<float>& confidences) {
    const double chance = 1.0 / static_cast<double>(confidences.size());
    return logOf(confidences[static_cast<std::size_t>(target)]) - logOf(chance);
  });
}

}  // namespace rho::explain
