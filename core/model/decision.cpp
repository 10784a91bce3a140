// SPDX-License-Identifier: Apache-2.0
#include "model/decision.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace rho::model {

namespace {

/// Finite for 0 and 1 too: a confidence is a float.
double logit(double p) {
  constexpr double least = std::numeric_limits<float>::min(),
                   most = 1 - std::numeric_limits<float>::epsilon() / 2;
  p = std::clamp(p, least, most);
  return std::log(p) - std::log1p(-p);
}

}  // namespace

bool hasOperatingPoint(const ModelCard& card, int label) {
  const auto place = static_cast<std::size_t>(label);
  if (place >= card.operatingPoints.size()) return false;
  const double point = card.operatingPoints[place];
  return point > 0 && point < 1;  // not a number: the label has none
}

double decisionPoint(const ModelCard& card, int label) {
  return hasOperatingPoint(card, label) ? card.operatingPoints[static_cast<std::size_t>(label)]
                                        : 0.5;
}

std::vector<double> decisionPoints(const ModelCard& card) {
  std::vector<double> points;
  for (int label = 0; label < card.classCount(); ++label)
    points.push_back(decisionPoint(card, label));
  return points;
}

double decisionLogit(const ModelCard& card, int label) { return logit(decisionPoint(card, label)); }

bool isFound(const ModelCard& card, int label, double confidence) {
  return confidence >= decisionPoint(card, label);
}

double decisionMargin(const ModelCard& card, int label, double confidence) {
  return logit(confidence) - decisionLogit(card, label);
}

std::vector<int> rankedClasses(const ModelCard& card, const std::vector<float>& confidences) {
  std::vector<double> scores(confidences.begin(), confidences.end());
  if (card.task == Task::multiLabel)
    for (std::size_t i = 0; i < scores.size(); ++i)
      scores[i] = decisionMargin(card, static_cast<int>(i), scores[i]);
  std::vector<int> order(scores.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return scores[static_cast<std::size_t>(a)] > scores[static_cast<std::size_t>(b)];
  });
  return order;
}

}  // namespace rho::model
