// SPDX-License-Identifier: Apache-2.0
#include "phantom/appearance_values.h"

#include <cmath>

namespace rho::phantom {

AppearanceValues AppearanceValues::of(const cv::Mat& values, int componentCount) {
  AppearanceValues named;
  for (int i = 0; i < Pose::size; ++i)
    named.pose.values[static_cast<std::size_t>(i)] = values.at<double>(componentCount + i);
  named.mean = values.at<double>(componentCount + Pose::size);
  named.deviation = std::exp(values.at<double>(componentCount + Pose::size + 1));
  return named;
}

void AppearanceValues::writeTo(cv::Mat values, int componentCount) const {
  for (int i = 0; i < Pose::size; ++i)
    values.at<double>(componentCount + i) = pose.values[static_cast<std::size_t>(i)];
  values.at<double>(componentCount + Pose::size) = mean;
  values.at<double>(componentCount + Pose::size + 1) = std::log(deviation);
}

}  // namespace rho::phantom
