// SPDX-License-Identifier: Apache-2.0
#include "robustness/binomial.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rho::robustness {

namespace {

/// Where an increasing function on [low, high] reaches a value: bisection to the last bit.
template <typename Function>
double solve(double low, double high, double value, const Function& function) {
  for (int i = 0; i < 200; ++i) {
    const double middle = low + (high - low) / 2;
    if (middle == low || middle == high) break;
    (function(middle) < value ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

/// Coefficient m of the continued fraction 1/(1 + d1/(1 + d2/(1 + …))).
double coefficient(int m, double a, double b, double x) {
  const double half = m / 2;
  if (m % 2 == 0) return half * (b - half) * x / ((a + m - 1) * (a + m));
  return -(a + half) * (a + b + half) * x / ((a + m - 1) * (a + m));
}

}  // namespace

double incompleteBeta(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast below the mean; the function's symmetry gives the rest.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x);
  constexpr double tiny = 1e-300, precision = 1e-16;
  constexpr int most = 100000;
  const auto away = [](double value) { return std::abs(value) < tiny ? tiny : value; };
  // Lentz's method.
  double c = 1, d = 1 / away(1 + coefficient(1, a, b, x)), fraction = d;
  for (int m = 2; m < most; ++m) {
    const double next = coefficient(m, a, b, x);
    d = 1 / away(1 + next * d);
    c = away(1 + next / c);
    fraction *= c * d;
    if (std::abs(c * d - 1) < precision) break;
  }
  const double front = std::exp(a * std::log(x) + b * std::log1p(-x) + std::lgamma(a + b) -
                                std::lgamma(a) - std::lgamma(b));
  return std::min(1.0, front * fraction / a);
}

double probabilityAtLeast(std::int64_t hits, std::int64_t trials, double alpha) {
  if (hits <= 0) return 0;
  const double k = static_cast<double>(hits), n = static_cast<double>(trials);
  if (hits == trials) return std::pow(alpha, 1 / n);
  return solve(0, 1, alpha, [&](double p) { return incompleteBeta(k, n - k + 1, p); });
}

double chanceOfSplit(std::int64_t hits, std::int64_t trials) {
  const double more = static_cast<double>(std::max(hits, trials - hits));
  return std::min(1.0, 2 * incompleteBeta(more, static_cast<double>(trials) - more + 1, 0.5));
}

double normalQuantile(double probability) {
  if (probability > 0.5) return -normalQuantile(1 - probability);
  return solve(-40, 0, probability,
               [](double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); });
}

}  // namespace rho::robustness
