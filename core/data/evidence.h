// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "data/data_address.h"

namespace rho::data {

/// Where in its images a data set says that something is: what explanations can be measured
/// against.
class Evidence {
 public:
  virtual ~Evidence() = default;
  /// CV_8UC1 of that size, over the whole image: 255 where the class is, else 0. Empty where the
  /// data do not say that the class is anywhere in the image. Class names are compared whatever
  /// their letters' case.
  virtual cv::Mat mask(std::int64_t index, const std::string& className, cv::Size size) const = 0;
};

/// A place in an image. Positions and lengths in units of the image's width and height.
struct Region {
  std::string className;
  double left = 0, top = 0, width = 0, height = 0;
  bool round = false;  ///< the ellipse within, instead of the rectangle
};

/// The regions of every image, in the order of the data set's items.
class RegionEvidence : public Evidence {
 public:
  explicit RegionEvidence(std::vector<std::vector<Region>> regions)
      : m_regions(std::move(regions)) {}
  cv::Mat mask(std::int64_t index, const std::string& className, cv::Size size) const override;

 private:
  std::vector<std::vector<Region>> m_regions;
};

/// The evidence of what openDataSet opens for the same address and split: boxes of COCO and YOLO,
/// JSRT's nodules (circles of the size in the list), the nodules of phantoms. Null where the data
/// carry none. Throws as openDataSet, and BrokenFile for boxes that cannot be read.
std::unique_ptr<Evidence> openEvidence(const std::string& address, const std::string& split = {});

std::unique_ptr<Evidence> openYoloEvidence(const DataAddress& address, const std::string& split);
std::unique_ptr<Evidence> openCocoEvidence(const DataAddress& address);
std::unique_ptr<Evidence> openJsrtEvidence(const DataAddress& address);
std::unique_ptr<Evidence> openPhantomEvidence(const DataAddress& address);

}  // namespace rho::data
