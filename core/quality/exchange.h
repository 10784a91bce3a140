// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "quality/metric.h"

namespace rho::quality {

/// How the network's answer changes while pixels of one picture give way to those of another, the
/// most important first.
struct Exchange {
  torch::Tensor from, to;            ///< 1×C×H×W
  torch::Tensor ranks;               ///< H×W: the order of the pixels, as ranks() gives it
  std::vector<std::int64_t> counts;  ///< how many pixels are exchanged, for each point of the curve
};

/// The answers for each count; kind: as of answers(). Throws Cancelled.
std::vector<double> answersWhile(const Exchange& exchange, const Case& subject,
                                 const std::string& kind, const JobContext& context);

/// 0, and evenly on to all pixels in that many steps.
std::vector<std::int64_t> evenCounts(std::int64_t pixels, std::int64_t steps);

/// The area under a curve over [0,1] with evenly spaced points, by the trapezoidal rule.
double area(const std::vector<double>& curve);

}  // namespace rho::quality
