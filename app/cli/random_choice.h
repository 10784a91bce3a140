// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace rho::cli {

/// count of the numbers from 0 to size-1, or all where there are no more, in an order by chance.
std::vector<std::int64_t> randomChoice(std::int64_t size, std::int64_t count, std::uint64_t seed);

}  // namespace rho::cli
