// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <opencv2/core.hpp>
#include <vector>

#include "phantom/chest_anatomy.h"

namespace rho::phantom {

/// A smooth function of y, sampled once, because the outlines cost too much per pixel.
class Outline {
 public:
  Outline() = default;
  explicit Outline(const std::function<double(double)>& ofY);
  double at(double y) const;

 private:
  std::vector<float> m_samples;
};

/// Line integrals along the beam through everything that is neither bone nor vessel.
class SoftTissue {
 public:
  explicit SoftTissue(const ChestAnatomy& chest);

  struct Sample {
    double attenuation;
    double air;  ///< of lung along the beam, 0 outside the lungs
  };
  Sample at(cv::Point2d patient) const;
  /// Lung along the beam as if there were no heart: where a nodule can be.
  double lungAt(cv::Point2d patient) const;
  /// Distance of the rib cage's inside from the midline, patient units.
  double ribCageAt(double side, double y) const;

 private:
  double bodyAt(cv::Point2d patient) const;
  double armsAt(cv::Point2d patient) const;
  double lungAt(std::size_t lung, cv::Point2d patient) const;
  double mediastinumAt(cv::Point2d patient) const;
  double breastsAt(cv::Point2d patient) const;

  struct LungOutline {
    Outline inner, outer, depth;
  };
  ChestAnatomy m_chest;
  std::array<LungOutline, 2> m_lungs;
  Outline m_bodyHalfWidth;
  Outline m_bodyDepth;
};

}  // namespace rho::phantom
