// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core.hpp>

#include "phantom/canvas.h"
#include "phantom/soft_tissue.h"

namespace rho::phantom {

/// A ball of soft tissue with a soft edge. Lengths in pixels of the finished picture.
struct Nodule {
  cv::Point2d center;
  double radius;
  double attenuation;  ///< through its middle
};

/// Chooses a nodule in the lung fields, also behind ribs and partly behind the heart's border.
/// placement: of the finished picture.
Nodule drawNodule(std::uint64_t seed, const ChestAnatomy& chest, const SoftTissue& tissue,
                  const Placement& placement, double contrast);

/// Its attenuation at each pixel (CV_32FC1); exactly 0 outside its radius.
cv::Mat renderNodule(const Nodule& nodule, cv::Size size);

}  // namespace rho::phantom
