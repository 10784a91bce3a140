// SPDX-License-Identifier: Apache-2.0
#include "annotation/agreement.h"

#include <algorithm>
#include <map>
#include <opencv2/core.hpp>

#include "base/error.h"

namespace rho::annotation {

namespace {

std::optional<double> kappaOf(double observed, double expected) {
  constexpr double rounding = 1e-12;
  if (expected > 1 - rounding) return std::nullopt;
  return (observed - expected) / (1 - expected);
}

}  // namespace

std::optional<double> cohenKappa(std::span<const int> first, std::span<const int> second) {
  if (first.size() != second.size())
    throw InvalidInput("kappa", "the raters rated different numbers of items");
  if (first.empty()) return std::nullopt;
  std::map<int, std::pair<double, double>> shares;
  const double each = 1 / static_cast<double>(first.size());
  double observed = 0, expected = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i] == second[i]) observed += each;
    shares[first[i]].first += each;
    shares[second[i]].second += each;
  }
  for (const auto& [category, share] : shares) expected += share.first * share.second;
  return kappaOf(observed, expected);
}

std::optional<double> fleissKappa(const std::vector<std::vector<int>>& counts) {
  if (counts.empty()) return std::nullopt;
  const auto ratersOf = [](const std::vector<int>& item) {
    double sum = 0;
    for (const int count : item) sum += count;
    return sum;
  };
  const double raters = ratersOf(counts.front());
  std::vector<double> shares(counts.front().size(), 0);
  double observed = 0;
  for (const auto& item : counts) {
    if (item.size() != shares.size() || ratersOf(item) != raters || raters < 2)
      throw InvalidInput("Fleiss' kappa", "needs two or more ratings, as many for each item");
    double pairs = 0;
    for (std::size_t c = 0; c < item.size(); ++c) {
      pairs += item[c] * (item[c] - 1.0);
      shares[c] += item[c] / (raters * static_cast<double>(counts.size()));
    }
    observed += pairs / (raters * (raters - 1)) / static_cast<double>(counts.size());
  }
  double expected = 0;
  for (const double share : shares) expected += share * share;
  return kappaOf(observed, expected);
}

std::optional<double> dice(const Mask& first, const Mask& second) {
  if (first.size() != second.size()) throw InvalidInput("Dice", "the masks have different sizes");
  const cv::Mat a = first.pixels(), b = second.pixels();
  const int sum = cv::countNonZero(a) + cv::countNonZero(b);
  if (sum == 0) return std::nullopt;
  return 2.0 * cv::countNonZero(a & b) / sum;
}

}  // namespace rho::annotation
