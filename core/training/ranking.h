// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

namespace rho::training {

/// Area under the ROC curve: the probability that a positive scores above a negative, ties counting
/// half (Mann–Whitney). Nothing where one of the two is missing. Both vectors have one entry per
/// item.
std::optional<double> areaUnderRoc(const std::vector<double>& scores,
                                   const std::vector<bool>& positive);

}  // namespace rho::training
