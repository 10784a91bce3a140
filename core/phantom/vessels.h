// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core.hpp>

#include "phantom/canvas.h"

namespace rho::phantom {

/// Adds the pulmonary vessels to target (CV_32FC1): trees that leave the hila, branch and taper.
/// air: lung along the beam at each pixel (CV_32FC1); vessels fade where there is none.
void addVessels(std::uint64_t seed, const ChestAnatomy& chest, const Placement& placement,
                const cv::Mat& air, cv::Mat& target);

/// Subtracts the windpipe and the main bronchi.
void addAirways(const ChestAnatomy& chest, const Placement& placement, cv::Mat& target);

}  // namespace rho::phantom
