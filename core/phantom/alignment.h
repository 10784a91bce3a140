// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <opencv2/core.hpp>

namespace rho::phantom {

/// How a patient lies in the picture, compared with the average patient.
struct Pose {
  static constexpr int size = 5;
  /// Shift right and down in parts of the side, logarithms of the stretch across and down, turn
  /// in radians.
  std::array<double, size> values{};
};

/// The picture as it would be with the average pose. picture: square, CV_32FC1. Outside it, its
/// edge goes on.
cv::Mat toAveragePose(const cv::Mat& picture, const Pose& pose);
/// The inverse: gives a picture of the average pose this pose.
cv::Mat fromAveragePose(const cv::Mat& picture, const Pose& pose);

/// Improves a pose until the picture in the average pose correlates best with the reference (both
/// square, CV_32FC1, of the same size). Poses far from the average cost a little.
/// step: the largest first change of a value.
Pose improvePose(const cv::Mat& picture, const cv::Mat& reference, Pose pose, double step);

}  // namespace rho::phantom
