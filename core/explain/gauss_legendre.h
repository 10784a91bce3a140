// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace rho::explain {

struct QuadraturePoint {
  double position;  ///< in (0, 1)
  double weight;    ///< all together 1
};

/// Gauss–Legendre quadrature on [0, 1] with that many points (n ≥ 1), positions ascending.
std::vector<QuadraturePoint> gaussLegendre(int n);

}  // namespace rho::explain
