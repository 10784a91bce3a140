// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace rho::annotation {

/// The rank of every score among all, from 0 (the lowest) to 1; equal scores share their mean rank.
std::vector<double> ranks(std::span<const double> scores);

/// The mean of the ranks under each strategy, so that strategies of different units weigh the same.
/// All lists are as long as the first.
std::vector<double> meanRanks(const std::vector<std::vector<double>>& scores);

/// Greedy k-center (Gonzalez 1985; Sener and Savarese 2018): begins with the first point and adds,
/// count times in all, the point farthest from those chosen. Euclidean distances; points are
/// equally long. Returns positions in the order of choice.
std::vector<std::size_t> kCenter(const std::vector<std::vector<float>>& points, std::size_t count);

}  // namespace rho::annotation
