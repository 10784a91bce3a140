// SPDX-License-Identifier: Apache-2.0
#include "mean_interval.h"

#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace rho::cli {

namespace {

/// The 97.5 % quantile of Student's t; the normal distribution's beyond 30 degrees of freedom.
double quantile(std::size_t degrees) {
  static constexpr std::array values = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306,
                                        2.262,  2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
                                        2.110,  2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064,
                                        2.060,  2.056, 2.052, 2.048, 2.045, 2.042};
  return degrees <= values.size() ? values[degrees - 1] : 1.960;
}

}  // namespace

MeanInterval meanInterval(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  if (values.size() < 2) return {mean, std::numeric_limits<double>::quiet_NaN()};
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return {mean, quantile(values.size() - 1) * std::sqrt(squares / (n - 1) / n)};
}

}  // namespace rho::cli
