// SPDX-License-Identifier: Apache-2.0
#include "annotation/ranking.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace rho::annotation {

namespace {

double squaredDistance(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double difference = static_cast<double>(a[i]) - b[i];
    sum += difference * difference;
  }
  return sum;
}

}  // namespace

std::vector<double> ranks(std::span<const double> scores) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
  std::vector<double> ranks(scores.size());
  const double last = scores.size() > 1 ? static_cast<double>(scores.size() - 1) : 1;
  for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
    while (to < order.size() && scores[order[to]] == scores[order[from]]) ++to;
    const double rank = static_cast<double>(from + to - 1) / 2 / last;
    for (auto i = from; i < to; ++i) ranks[order[i]] = rank;
  }
  return ranks;
}

std::vector<double> meanRanks(const std::vector<std::vector<double>>& scores) {
  std::vector<double> means(scores.empty() ? 0 : scores.front().size(), 0);
  for (const auto& list : scores) {
    const auto ranked = ranks(list);
    for (std::size_t i = 0; i < means.size(); ++i)
      means[i] += ranked[i] / static_cast<double>(scores.size());
  }
  return means;
}

std::vector<std::size_t> kCenter(const std::vector<std::vector<float>>& points, std::size_t count) {
  std::vector<std::size_t> chosen;
  std::vector<double> distances(points.size(), std::numeric_limits<double>::infinity());
  std::size_t next = 0;
  while (chosen.size() < std::min(count, points.size())) {
    chosen.push_back(next);
    distances[next] = -1;  // never again, even where others are at the same place
    for (std::size_t i = 0; i < points.size(); ++i)
      distances[i] = std::min(distances[i], squaredDistance(points[i], points[next]));
    next = static_cast<std::size_t>(std::max_element(distances.begin(), distances.end()) -
                                    distances.begin());
  }
  return chosen;
}

}  // namespace rho::annotation
