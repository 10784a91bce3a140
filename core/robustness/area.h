// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace rho::robustness {

/// Σ over 1000 bins of width w = max/1000 of w · max(0, 1 − (share of distances at or below the
/// bin's upper edge) − 1/classes); max is the largest finite distance, as in the published code.
/// distances: at least one, each ≥ 0 or infinite. Infinite where none is finite.
double areaAboveChance(const std::vector<double>& distances, int classes);

struct Interval {
  double low = 0, high = 0;
};

/// The 95 % interval of areaAboveChance over images drawn like these: percentile bootstrap, 1000
/// resamples (Efron and Tibshirani 1993). The same seed gives the same interval.
Interval bootstrapArea(const std::vector<double>& distances, int classes, std::uint64_t seed = 1);

/// The accuracy against perturbations of a size.
struct CurvePoint {
  double rmse = 0;
  double accuracy = 0;
};

/// The steps of that curve: each finite distance above 0 once, ascending, with the share of images
/// that are farther, led by RMSE 0. Infinite distances are never reached.
std::vector<CurvePoint> accuracyCurve(std::vector<double> distances);

/// At least one value, infinite ones among them: the mean of the middle two of an even number.
double median(std::vector<double> values);

}  // namespace rho::robustness
