// SPDX-License-Identifier: Apache-2.0
#include "base/random.h"

#include <cmath>
#include <numbers>

namespace rho {

Random Random::forItem(std::uint64_t seed, std::uint64_t item) {
  // SplitMix64's finaliser (Steele et al. 2014) decorrelates neighbouring items.
  std::uint64_t z = seed + 0x9e3779b97f4a7c15ULL * (item + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return Random(z ^ (z >> 31));
}

double Random::uniform() { return static_cast<double>(m_engine() >> 11) * 0x1.0p-53; }

double Random::uniform(double low, double high) { return low + (high - low) * uniform(); }

std::int64_t Random::integer(std::int64_t n) {
  return static_cast<std::int64_t>(uniform() * static_cast<double>(n));
}

bool Random::coin(double probability) { return uniform() < probability; }

double Random::normal(double mean, double standardDeviation) {
  const double radius = std::sqrt(-2 * std::log(1 - uniform()));
  return mean + standardDeviation * radius * std::cos(2 * std::numbers::pi * uniform());
}

}  // namespace rho
