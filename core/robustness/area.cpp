// SPDX-License-Identifier: Apache-2.0
#include "robustness/area.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/random.h"

namespace rho::robustness {

namespace {

void requireAny(const std::vector<double>& distances) {
  if (distances.empty())
    throw InvalidInput("distances", "there are none", "measure at least one image");
}

/// distances: ascending.
double areaOfSorted(const std::vector<double>& distances, int classes) {
  constexpr int bins = 1000;
  const auto finite = std::find_if(distances.rbegin(), distances.rend(),
                                   [](double distance) { return std::isfinite(distance); });
  if (finite == distances.rend()) return std::numeric_limits<double>::infinity();
  const double count = static_cast<double>(distances.size());
  double area = 0;
  std::size_t fallen = 0;
  for (int bin = 0; bin < bins; ++bin) {
    const double edge = (bin + 1) * *finite / bins;
    while (fallen < distances.size() && distances[fallen] <= edge) ++fallen;
    area += *finite / bins * std::max(0.0, 1 - static_cast<double>(fallen) / count - 1.0 / classes);
  }
  return area;
}

}  // namespace

double areaAboveChance(const std::vector<double>& distances, int classes) {
  requireAny(distances);
  if (classes < 1) throw InvalidInput("classes", "there are none");
  auto sorted = distances;
  std::sort(sorted.begin(), sorted.end());
  return areaOfSorted(sorted, classes);
}

Interval bootstrapArea(const std::vector<double>& distances, int classes, std::uint64_t seed) {
  requireAny(distances);
  constexpr int resamples = 1000;
  auto sorted = distances;
  std::sort(sorted.begin(), sorted.end());
  Random random(seed);
  std::vector<double> areas;
  for (int resample = 0; resample < resamples; ++resample) {
    // Drawn as counts, so that nothing needs to be sorted again.
    std::vector<int> times(sorted.size(), 0);
    for (std::size_t i = 0; i < sorted.size(); ++i)
      ++times[static_cast<std::size_t>(random.integer(std::ssize(sorted)))];
    std::vector<double> drawn;
    drawn.reserve(sorted.size());
    for (std::size_t i = 0; i < sorted.size(); ++i)
      drawn.insert(drawn.end(), static_cast<std::size_t>(times[i]), sorted[i]);
    areas.push_back(areaOfSorted(drawn, classes));
  }
  std::sort(areas.begin(), areas.end());
  return {areas[resamples * 25 / 1000], areas[resamples * 975 / 1000 - 1]};
}

std::vector<CurvePoint> accuracyCurve(std::vector<double> distances) {
  requireAny(distances);
  std::sort(distances.begin(), distances.end());
  const double count = static_cast<double>(distances.size());
  std::vector<CurvePoint> curve = {{0, 1}};
  for (std::size_t i = 0; i < distances.size() && std::isfinite(distances[i]); ++i) {
    if (distances[i] > curve.back().rmse) curve.push_back({distances[i], 1});
    curve.back().accuracy = 1 - static_cast<double>(i + 1) / count;
  }
  return curve;
}

double median(std::vector<double> values) {
  requireAny(values);
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace rho::robustness
