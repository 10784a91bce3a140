// SPDX-License-Identifier: Apache-2.0
#include "training/ranking.h"

#include <algorithm>
#include <numeric>

namespace rho::training {

std::optional<double> areaUnderRoc(const std::vector<double>& scores,
                                   const std::vector<bool>& positive) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return scores[a] < scores[b]; });
  double rankSum = 0, positives = 0;
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i;
    while (end < order.size() && scores[order[end]] == scores[order[i]]) ++end;
    const double rank = (static_cast<double>(i + end) + 1) / 2;
    for (; i < end; ++i)
      if (positive[order[i]]) rankSum += rank, positives += 1;
  }
  const double negatives = static_cast<double>(scores.size()) - positives;
  if (positives == 0 || negatives == 0) return std::nullopt;
  return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
}

}  // namespace rho::training
