// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <opencv2/ximgproc/slic.hpp>

#include "image/superpixel_methods.h"

namespace rho::image {

cv::Mat slicLabels(const Image& image, const SuperpixelOptions& options) {
  constexpr int iterations = 10;
  constexpr int smallestPercent = 25;  // of the wanted size; smaller pieces join a neighbour
  const double pixels = static_cast<double>(image.width()) * image.height();
  const int side = std::clamp(static_cast<int>(std::lround(std::sqrt(pixels / options.segments))),
                              1, std::min(image.width(), image.height()));
  const auto slic = cv::ximgproc::createSuperpixelSLIC(labOf(image), cv::ximgproc::SLICO, side);
  slic->iterate(iterations);
  slic->enforceLabelConnectivity(smallestPercent);
  cv::Mat labels;
  slic->getLabels(labels);
  return labels;
}

}  // namespace rho::image
