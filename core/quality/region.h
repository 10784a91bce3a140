// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <opencv2/core.hpp>

namespace rho::quality {

/// The part of a picture that a mask marks (CV_8UC1 up to 255, or CV_32FC1 up to 1; bright is
/// marked), on a grid of that size: H×W flags.
torch::Tensor regionOf(const cv::Mat& mask, cv::Size size);

/// The share of a map's values (H×W, none below 0) that lies in a region (H×W flags): 0 to 1. A map
/// that says nothing is as good as one that says the same everywhere.
double shareInside(const torch::Tensor& importance, const torch::Tensor& region);

/// Of two regions: 0 to 1. 1 where both are empty.
double intersectionOverUnion(const torch::Tensor& a, const torch::Tensor& b);

}  // namespace rho::quality
