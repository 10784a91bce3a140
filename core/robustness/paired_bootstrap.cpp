// SPDX-License-Identifier: Apache-2.0
#include "robustness/paired_bootstrap.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"

namespace rho::robustness {

std::optional<Interval> bootstrapDifference(std::size_t images, const FigureOf& before,
                                            const FigureOf& after, std::uint64_t seed) {
  constexpr int resamples = 1000;
  if (images < 2) return std::nullopt;
  Random random(seed);
  std::vector<std::size_t> drawn(images);
  std::vector<double> differences;
  for (int resample = 0; resample < resamples; ++resample) {
    for (auto& place : drawn)
      place = static_cast<std::size_t>(random.integer(static_cast<std::int64_t>(images)));
    differences.push_back(after(drawn) - before(drawn));
    if (!std::isfinite(differences.back())) return std::nullopt;
  }
  std::sort(differences.begin(), differences.end());
  return Interval{differences[resamples * 25 / 1000], differences[resamples * 975 / 1000 - 1]};
}

}  // namespace rho::robustness
