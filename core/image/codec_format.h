// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "image/image_format.h"

namespace rho::image {

// Picture files that OpenCV's codecs decode, each after a check of its structure that OpenCV does
// not do: codecs show the missing part of a damaged file as grey areas.
std::unique_ptr<const ImageFormat> makePngFormat();
std::unique_ptr<const ImageFormat> makeJpegFormat();
std::unique_ptr<const ImageFormat> makeTiffFormat();
std::unique_ptr<const ImageFormat> makeBmpFormat();

}  // namespace rho::image
