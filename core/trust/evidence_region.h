// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "image/image.h"
#include "trust/agreement.h"

namespace rho::trust {

/// Where a map's values lie.
Place placeOf(const MethodMap& map);

/// The part of an image that a mask marks (bright is inside, as the lungs), on the network's grid:
/// H×W flags. Throws InvalidInput where the mask is of another size than the image, or marks
/// nothing or everything.
torch::Tensor maskedRegion(const image::Image& mask, const image::Image& image, cv::Size grid);

/// How much of each map lies outside of the region (H×W flags), and how much of the area does.
void addShares(const std::vector<MethodMap>& maps, const torch::Tensor& region, Findings& findings);

}  // namespace rho::trust
