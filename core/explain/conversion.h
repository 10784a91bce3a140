// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <opencv2/core.hpp>
#include <vector>

namespace rho::explain {

struct Explanation;

/// One row of confidences (classes, or 1×classes) as plain values.
std::vector<float> toVector(const torch::Tensor& values);

/// C×H×W or 1×C×H×W to an image with C channels, CV_32F, of its own memory.
cv::Mat toMat(const torch::Tensor& pixels);

/// What a method says of the pixels, CV_32F: what it added to the input where it perturbs, else its
/// map.
cv::Mat evidenceOf(const Explanation& explanation);

}  // namespace rho::explain
