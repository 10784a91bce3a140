// SPDX-License-Identifier: Apache-2.0
#include "explain/gauss_legendre.h"

#include <cmath>
#include <numbers>

namespace rho::explain {

namespace {

struct Legendre {
  double value;
  double derivative;
};

/// The polynomial of degree n ≥ 1 at x inside (-1, 1), by its three-term recurrence.
Legendre legendre(int n, double x) {
  double previous = 1, current = x;
  for (int k = 2; k <= n; ++k) {
    const double next = ((2 * k - 1) * x * current - (k - 1) * previous) / k;
    previous = current;
    current = next;
  }
  return {current, n * (x * current - previous) / (x * x - 1)};
}

}  // namespace

std::vector<QuadraturePoint> gaussLegendre(int n) {
  std::vector<QuadraturePoint> points(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) {
    // Newton's method from Tricomi's estimate of the root: three rounds give full precision.
    double x = -std::cos(std::numbers::pi * (i + 0.75) / (n + 0.5));
    for (int round = 0; round < 6; ++round) {
      const auto p = legendre(n, x);
      x -= p.value / p.derivative;
    }
    const double slope = legendre(n, x).derivative;
    points[static_cast<std::size_t>(i)] = {(1 + x) / 2, 1 / ((1 - x * x) * slope * slope)};
  }
  return points;
}

}  // namespace rho::explain
