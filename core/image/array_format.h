// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "image/array.h"
#include "image/image_format.h"

namespace rho::image {

/// Images in NumPy files: H×W, H×W×C and C×H×W (one image), N×H×W, N×H×W×C and N×C×H×W (a stack,
/// of which #INDEX names one); C is 1, 3 or 4; 8 or 16 bits unsigned, boolean, or floats in [0,1].
std::unique_ptr<const ImageFormat> makeArrayFormat();

/// The image in an array of one image's shape: an item of a stack. Throws InvalidInput.
Image imageOfArray(const Array& array, ImageInfo info);

}  // namespace rho::image
