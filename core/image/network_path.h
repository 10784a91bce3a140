// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "image/image.h"

namespace rho::image {

/// How a picture that is not square becomes a network's input.
enum class Fit {
  stretch,  ///< both axes to the size: nothing is lost, proportions are
  crop,     ///< the central square
  pad       ///< black beside or above and below
};

/// The way of a picture to a network, after a reader has brought its values to [0,1] by a range
/// that its notes name: crop or pad, size, normalisation. The window on a screen is no part of it.
struct NetworkPath {
  std::string name;
  Fit fit = Fit::stretch;
  cv::Size size;     ///< of the input
  double black = 0;  ///< what 0 becomes
  double white = 1;  ///< what 1 becomes

  /// As Rhoscope's own networks are trained: stretched; normalisation is the network's own.
  static NetworkPath ofOwnNetworks(cv::Size size);
  /// As TorchXRayVision's normalize() and XRayCenterCrop() do: (2x/maxval − 1)·1024, the central
  /// square, 224×224.
  static NetworkPath ofTorchXRayVision(int side = 224);

  /// One line a step, for people.
  std::vector<std::string> steps(const Image& image) const;
};

/// CV_32F with the path's size and the image's channels, from black to white.
cv::Mat networkValues(const Image& image, const NetworkPath& path);

/// A map of the input's size (CV_32FC1) on the grid of the original picture, zero where the network
/// saw nothing of it.
cv::Mat onOriginalGrid(const cv::Mat& map, const NetworkPath& path, cv::Size original);

}  // namespace rho::image
