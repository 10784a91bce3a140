// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "phantom/chest_anatomy.h"

namespace rho::phantom {

/// Where the patient lies on the pixel grid: a similarity between patient units and pixels.
class Placement {
 public:
  Placement(const ChestAnatomy& chest, cv::Size pixels);

  cv::Point2d toPatient(double column, double row) const;
  cv::Point2d toPixels(cv::Point2d patient) const;
  double pixelsPerUnit() const { return m_pixelsPerUnit; }
  cv::Size size() const { return m_size; }

 private:
  cv::Size m_size;
  double m_pixelsPerUnit;
  double m_cos;
  double m_sin;
  cv::Point2d m_origin;  ///< patient (0,0) in pixels
};

/// A point of a tube: patient units and attenuation through its middle.
struct TubePoint {
  cv::Point2d position;
  double radius;
  double attenuation;
};

/// Attenuation across a tube, from the middle (0) to the wall (1); 1 in the middle of a solid one.
enum class TubeKind {
  solid,  ///< vessels, air ways
  bone    ///< dense rim, less dense marrow: bright edges
};

/// A layer of attenuation, CV_32FC1. Tubes that are painted on one layer do not add up where they
/// meet (the pieces of one rib, the branches of one tree): the stronger one counts.
class TubeLayer {
 public:
  explicit TubeLayer(const Placement& placement);

  void paint(const std::vector<TubePoint>& points, TubeKind kind);
  /// Adds the layer times factor to target and clears it.
  void addTo(cv::Mat& target, float factor = 1);
  /// Adds the layer times the weights (CV_32FC1, same size) to target and clears it.
  void addWeightedTo(cv::Mat& target, const cv::Mat& weights);

 private:
  void paintPiece(const TubePoint& from, const TubePoint& to, TubeKind kind);

  const Placement& m_placement;
  cv::Mat m_layer;
  cv::Rect m_touched;
};

}  // namespace rho::phantom
