// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

namespace rho::phantom {

/// G Gaussians with one covariance.
struct Mixture {
  cv::Mat weights;  ///< G × 1, CV_32FC1
  cv::Mat means;    ///< G × D, CV_32FC1
  cv::Mat spread;   ///< D × D, CV_32FC1: lower triangle L, where L Lᵀ is the covariance
};

/// Groups the rows (N × D, CV_64FC1) by k-means over their leading values, into fewer groups than
/// asked where one would have fewer than smallestGroup rows, and measures the scatter within
/// the groups. Deterministic.
Mixture fitMixture(const cv::Mat& rows, int groups, int smallestGroup);

}  // namespace rho::phantom
