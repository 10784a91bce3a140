// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "dicom/pixel_layout.h"

namespace rho::dicom {

/// A drawing over the picture (PS3.3, C.9): text, arrows, a region of interest.
struct Overlay {
  cv::Mat mask;      ///< CV_8U, 0 or 1
  cv::Point origin;  ///< of its top left pixel in the picture, from 0; may lie outside
  bool isRegion = false;
  std::string label;
};

/// Those of a frame. raw: the frame with all its bits, because old files hide overlays in those
/// that are not stored. An overlay that contradicts itself is left out, and notes say so.
std::vector<Overlay> overlaysOf(const DataSet& data, const cv::Mat& raw, int frame,
                                std::vector<std::string>& notes);

}  // namespace rho::dicom
