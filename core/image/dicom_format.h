// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "image/image_format.h"

namespace rho::image {

/// DICOM images; FILE#INDEX names a frame. Pixels are the full range of Bits Stored as [0,1] with
/// bone bright, never the window on a screen: a network must see the same whatever somebody looked
/// at, and pictures of one detector must be comparable. A build without DICOM recognises the files
/// and says so.
std::unique_ptr<const ImageFormat> makeDicomFormat();

}  // namespace rho::image
