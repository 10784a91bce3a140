// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "trust/findings.h"

namespace rho::trust {

/// What a method says of the pixels, as it is compared with others: their importance, whatever its
/// sign, on the grid of the network's input (H×W, none below 0).
struct MethodMap {
  std::string method;
  torch::Tensor importance;
};

/// values: CV_32F of any size and number of channels, whose magnitudes are what counts: a map, or
/// what was added to an image. grid: of the network's input. Throws InvalidInput where there are no
/// values, or some are no numbers.
MethodMap methodMap(std::string method, const cv::Mat& values, cv::Size grid);

/// The share of the pixels that count as the strongest of a map.
inline constexpr double strongestShare = 0.1;

/// Every two of the maps, in their order.
std::vector<Agreement> agreementsOf(const std::vector<MethodMap>& maps);

}  // namespace rho::trust
