// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core.hpp>

#include "phantom/chest_anatomy.h"

namespace rho::phantom {

/// Turns attenuation into a stored picture: quantum noise, the curve of the detector and the
/// display, quantisation.
struct Detector {
  double level;     ///< attenuation that becomes mid-grey
  double latitude;  ///< attenuation from mid-grey to about 73 % white
  double noise;     ///< 1 is a usual exposure
  int bits;

  /// anatomy: attenuation of everything but the nodule (CV_32FC1), nodule: added to it. The noise
  /// follows the anatomy alone, so that a nodule adds light and changes nothing else.
  cv::Mat expose(const cv::Mat& anatomy, const cv::Mat& nodule, std::uint64_t seed) const;
};

}  // namespace rho::phantom
