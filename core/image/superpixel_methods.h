// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "image/superpixels.h"

namespace rho::image {

// Each gives CV_32S labels; they need not be contiguous. One file per method, one line in the
// registry of superpixels.cpp.

/// SLICO (Achanta et al. 2012, OpenCV's ximgproc), which adapts its compactness to each segment.
cv::Mat slicLabels(const Image& image, const SuperpixelOptions& options);
/// Quick shift (Vedaldi and Soatto 2008) as in scikit-image.
cv::Mat quickshiftLabels(const Image& image, const SuperpixelOptions& options);
/// Rectangles of nearly equal size.
cv::Mat gridLabels(const Image& image, const SuperpixelOptions& options);

/// The image in CIELAB: CV_32FC3, L 0 to 100. Grey images have a = b = 0.
cv::Mat labOf(const Image& image);

}  // namespace rho::image
