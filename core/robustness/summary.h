// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "robustness/area.h"

namespace rho::robustness {

/// What was measured of one image.
struct Measured {
  std::int64_t index = 0;  ///< in its data set
  std::int64_t label = 0;
  std::int64_t predicted = 0;  ///< −1 where a certifier abstains
  double confidence = 0;       ///< in the predicted class
  /// RMSE of the smallest change that was found, 0 where the outcome was wrong from the start,
  /// infinite where none was found; of a certificate, the radius.
  double distance = 0;

  bool right() const { return predicted == label; }
};

struct ClassSummary {
  std::int64_t images = 0;
  double accuracy = 0;        ///< share of its images that are predicted as it; 0 without images
  double medianDistance = 0;  ///< of its images; 0 without images
};

/// The answers whose confidence lies in one of 15 equal bins.
struct CalibrationBin {
  std::int64_t images = 0;
  double confidence = 0;  ///< their mean; 0 without images
  double accuracy = 0;    ///< share of right ones; 0 without images
};

/// How robust a network is on some images, and how far its confidences can be trusted.
struct Summary {
  std::int64_t images = 0;
  double accuracy = 0;
  double ara = 0;
  Interval araInterval;  ///< 95 %
  double medianDistance = 0;
  std::int64_t unchanged = 0;               ///< infinite distances
  std::vector<ClassSummary> classes;        ///< by class
  std::vector<std::int64_t> confusion;      ///< classes × classes, [label][predicted]
  std::vector<CalibrationBin> calibration;  ///< by confidence
  double calibrationError = 0;              ///< expected calibration error (Guo et al. 2017)
  std::vector<Measured> mostFragile;        ///< right ones with the smallest distances, ascending
};

/// fragile: how many of the most fragile images are listed, at most. Throws InvalidInput where
/// there are no images, or a label is none of the classes.
Summary summarise(const std::vector<Measured>& images, int classes, std::size_t fragile = 20);

/// The confusion is left out where there are more than 100 classes.
nlohmann::json toJson(const Summary& summary, const std::vector<std::string>& classNames);

/// The distances, in the images' order.
std::vector<double> distancesOf(const std::vector<Measured>& images);

}  // namespace rho::robustness
