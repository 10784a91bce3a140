// SPDX-License-Identifier: Apache-2.0
#include "random_choice.h"

#include <algorithm>
#include <numeric>

#include "base/random.h"

namespace rho::cli {

std::vector<std::int64_t> randomChoice(std::int64_t size, std::int64_t count, std::uint64_t seed) {
  std::vector<std::int64_t> items(static_cast<std::size_t>(size));
  std::iota(items.begin(), items.end(), 0);
  Random random(seed);
  const auto taken = std::min(size, count);
  for (std::int64_t i = 0; i < taken; ++i)
    std::swap(items[static_cast<std::size_t>(i)],
              items[static_cast<std::size_t>(i + random.integer(size - i))]);
  items.resize(static_cast<std::size_t>(taken));
  return items;
}

}  // namespace rho::cli
