// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "image/image.h"

namespace rho::image {

/// Regions of an image that a method hides or shows as one.
struct Superpixels {
  cv::Mat labels;  ///< CV_32S, every number from 0 to count-1 occurs
  int count = 0;
};

struct SuperpixelOptions {
  std::string method = "slic";  ///< one of superpixelMethods()
  int segments = 0;             ///< wanted number (slic, grid); 0: suggestedSegments()
  // quickshift alone:
  double kernelSize = 4;     ///< standard deviation of the density estimate, in pixels
  double maxDistance = 200;  ///< above it, a pixel starts a segment of its own
  double colorRatio = 0.2;   ///< weight of colour against position
  double sigma = 0;          ///< of the Gaussian smoothing before, in pixels
};

/// The names of the methods: slic, quickshift, grid.
std::vector<std::string> superpixelMethods();

/// 30·(pixels/1024)^0.178, at least 4: about 30 for 32×32 and 60 for 224×224.
int suggestedSegments(cv::Size size);

/// The same image and options give the same labels. Throws UsageError for an unknown method,
/// InvalidInput for options out of range.
Superpixels segment(const Image& image, const SuperpixelOptions& options = {});

}  // namespace rho::image
