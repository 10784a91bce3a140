// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>

namespace rho {

/// The only source of randomness: a 64-bit Mersenne twister from one seed. The distributions are
/// written out here because those of the standard library differ between implementations.
class Random {
 public:
  explicit Random(std::uint64_t seed) : m_engine(seed) {}

  /// A generator whose numbers do not depend on how many this one has given: for the item of a
  /// data set, the tile of a grid.
  static Random forItem(std::uint64_t seed, std::uint64_t item);

  std::uint64_t bits() { return m_engine(); }
  double uniform();  ///< [0, 1)
  double uniform(double low, double high);
  std::int64_t integer(std::int64_t n);  ///< 0 to n-1, n > 0
  bool coin(double probability = 0.5);
  double normal(double mean = 0, double standardDeviation = 1);

 private:
  std::mt19937_64 m_engine;
};

}  // namespace rho
