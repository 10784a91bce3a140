// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "image/image_format.h"

namespace rho::image {

/// PNG, JPEG, TIFF and BMP, as OpenCV's codecs decode them, each after a check of its structure
/// that OpenCV does not do: codecs show the missing part of a damaged file as grey areas. A build
/// without RHO_WITH_IMAGE_FILES recognises them and says that it cannot read them.
std::vector<std::unique_ptr<const ImageFormat>> makeCodecFormats();

}  // namespace rho::image
