// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "phantom/canvas.h"
#include "phantom/soft_tissue.h"

namespace rho::phantom {

/// Adds the attenuation of ribs, clavicles, shoulder blades and upper arms to target (CV_32FC1).
void addTubularBones(const ChestAnatomy& chest, const SoftTissue& tissue,
                     const Placement& placement, cv::Mat& target);

/// Attenuation of the spine at a point in patient units.
double spineAt(const ChestAnatomy& chest, cv::Point2d patient);

/// The spine is only this far from the midline (patient units): no need to ask further out.
double spineReach(const ChestAnatomy& chest);

}  // namespace rho::phantom
