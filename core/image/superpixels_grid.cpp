// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "image/superpixel_methods.h"

namespace rho::image {

cv::Mat gridLabels(const Image& image, const SuperpixelOptions& options) {
  const double side =
      std::sqrt(static_cast<double>(image.width()) * image.height() / options.segments);
  const auto cells = [side](int extent) {
    return std::clamp(static_cast<int>(std::lround(extent / side)), 1, extent);
  };
  const int rows = cells(image.height());
  const int columns = cells(image.width());
  cv::Mat labels(image.height(), image.width(), CV_32S);
  for (int y = 0; y < labels.rows; ++y)
    for (int x = 0; x < labels.cols; ++x)
      labels.at<int>(y, x) = y * rows / labels.rows * columns + x * columns / labels.cols;
  return labels;
}

}  // namespace rho::image
