// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace rho::cli {

/// A mean with its 95 % confidence interval by Student's t, which takes the values for normally
/// distributed. halfWidth is not a number for fewer than two values.
struct MeanInterval {
  double mean = 0, halfWidth = 0;
};

/// At least one value.
MeanInterval meanInterval(const std::vector<double>& values);

}  // namespace rho::cli
