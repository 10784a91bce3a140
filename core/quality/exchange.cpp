// SPDX-License-Identifier: Apache-2.0
#include "quality/exchange.h"

#include <numeric>

#include "model/tensor.h"
#include "quality/answers.h"

namespace rho::quality {

std::vector<double> answersWhile(const Exchange& exchange, const Case& subject,
                                 const std::string& kind, const JobContext& context) {
  const auto device = subject.model.device();
  const auto ranks = exchange.ranks.to(device);
  const auto counts = torch::tensor(exchange.counts, torch::kInt64).view({-1, 1, 1, 1}).to(device);
  const auto make = [&](std::int64_t begin, std::int64_t end) {
    return torch::where(ranks < counts.slice(0, begin, end), exchange.to, exchange.from);
  };
  const auto total = static_cast<std::int64_t>(exchange.counts.size());
  return toDoubles(answers(subject, logitsOfVariants(subject, total, make, context), kind));
}

std::vector<std::int64_t> evenCounts(std::int64_t pixels, std::int64_t steps) {
  std::vector<std::int64_t> counts;
  for (std::int64_t i = 0; i <= steps; ++i) counts.push_back(pixels * i / steps);
  return counts;
}

double area(const std::vector<double>& curve) {
  if (curve.size() < 2) return curve.empty() ? 0 : curve.front();
  const double sum = std::accumulate(curve.begin(), curve.end(), 0.0);
  return (sum - (curve.front() + curve.back()) / 2) / static_cast<double>(curve.size() - 1);
}

}  // namespace rho::quality
