// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "phantom/alignment.h"

namespace rho::phantom {

/// Values of one picture beside the coefficients of the components: pose, mean, deviation.
inline constexpr int kValuesBesideComponents = Pose::size + 2;

/// The values after the components, by name.
struct AppearanceValues {
  Pose pose;
  double mean;       ///< grey value in [0,1]
  double deviation;  ///< standard deviation of the grey values

  /// values: 1 × D, CV_64FC1.
  static AppearanceValues of(const cv::Mat& values, int componentCount);
  void writeTo(cv::Mat values, int componentCount) const;
};

}  // namespace rho::phantom
