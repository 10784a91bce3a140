// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace rho::robustness {

/// The regularised incomplete beta function I_x(a, b) for a, b > 0 and x in [0,1]: by its continued
/// fraction (DLMF 8.17.22).
double incompleteBeta(double a, double b, double x);

/// The lower bound of a probability that held in hits of trials (≥ 1), with confidence 1 − alpha:
/// one-sided, exact (Clopper and Pearson 1934). 0 without hits.
double probabilityAtLeast(std::int64_t hits, std::int64_t trials, double alpha);

/// The probability of a split of trials that is at least as uneven, were both sides equally likely.
double chanceOfSplit(std::int64_t hits, std::int64_t trials);

/// Φ⁻¹ for probabilities in (0,1).
double normalQuantile(double probability);

}  // namespace rho::robustness
