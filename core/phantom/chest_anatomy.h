// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <opencv2/core.hpp>

#include "base/random.h"

namespace rho::phantom {

/// Which stream of random numbers a part of the picture draws from. Parts that have their own
/// stream do not change when another part draws more or fewer numbers.
enum class Stream : std::uint64_t { anatomy, vessels, texture, noise, nodule, label };

Random streamOf(std::uint64_t seed, Stream stream);

/// One lung. Lengths are in patient units: half of the shorter side of an unscaled picture is 1,
/// x grows to the right of the picture (the patient's left), y grows downwards.
struct Lung {
  double side;  ///< -1: left in the picture (the patient's right lung), +1: the other
  double apexY;
  double apexX;         ///< distance of the apex from the midline
  double baseY;         ///< the costophrenic angle, where the lung ends
  double outerX;        ///< half width of the rib cage at the base
  double innerX;        ///< distance of the inner border from the midline
  double depth;         ///< air along the beam where the lung is deepest
  cv::Point2d domeTop;  ///< highest point of the diaphragm on this side
  double domeHalfWidth;
  double domeHeight;
};

class Ellipse {
 public:
  Ellipse() = default;
  /// angle: radians from the x axis to the first half axis.
  Ellipse(cv::Point2d center, double firstHalf, double secondHalf, double angle);
  /// 0 in the centre, 1 on the outline.
  double squaredDistance(cv::Point2d point) const;

 private:
  cv::Point2d m_center;
  cv::Point2d m_first;  ///< direction of the first half axis, divided by its length
  cv::Point2d m_second;
};

/// The numbers that make one patient and one exposure.
struct ChestAnatomy {
  // Position in the picture.
  double scale;
  double rotation;  ///< radians
  cv::Point2d offset;

  // Soft tissue.
  double bodyDepth;  ///< attenuation through the middle of the trunk
  double bodyHalfWidth;
  double neckHalfWidth;
  double shoulderY;
  double breast;  ///< attenuation of the breast shadows, 0 for none
  std::array<Lung, 2> lungs;
  Ellipse heart;
  double heartDepth;
  Ellipse rightAtrium;
  Ellipse aorticKnob;
  double tracheaX;
  double carinaY;
  Ellipse stomachGas;
  double stomachGasDepth;

  // Bones.
  double spineBend;
  double vertebraPitch;
  double vertebraHalfWidth;
  double vertebraPhase;
  double ribPitch;
  double firstRibY;
  double ribDrop;  ///< how much lower the front end of a rib is than its back end
  double ribHalfWidth;
  double bone;  ///< density of bone, 1 for an average adult
  double clavicleTilt;
  double scapulaShift;

  // Exposure.
  double level;      ///< attenuation that becomes mid-grey
  double latitude;   ///< width of the detector's curve in units of attenuation
  double gradientX;  ///< heel effect across the picture
  double gradientY;
};

ChestAnatomy drawAnatomy(std::uint64_t seed);

}  // namespace rho::phantom
