// SPDX-License-Identifier: Apache-2.0
#include "phantom/alignment.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace rho::phantom {
namespace {

/// Maps points of the average pose to points of the picture, in pixels.
cv::Matx23d mapping(const Pose& pose, int side) {
  const auto& [right, down, across, along, turn] = pose.values;
  const double c = std::cos(turn), s = std::sin(turn);
  const double sx = std::exp(across), sy = std::exp(along);
  const double middle = 0.5 * (side - 1);
  const cv::Matx22d linear(c * sx, -s * sy, s * sx, c * sy);
  const cv::Vec2d shift =
      cv::Vec2d(middle + right * side, middle + down * side) - linear * cv::Vec2d(middle, middle);
  return {linear(0, 0), linear(0, 1), shift[0], linear(1, 0), linear(1, 1), shift[1]};
}

cv::Mat warp(const cv::Mat& picture, const Pose& pose, int flags) {
  cv::Mat result;
  cv::warpAffine(picture, result, mapping(pose, picture.cols), picture.size(), flags,
                 cv::BORDER_REPLICATE);
  return result;
}

double correlation(const cv::Mat& a, const cv::Mat& b) {
  const cv::Scalar meanA = cv::mean(a), meanB = cv::mean(b);
  const double n = static_cast<double>(a.total());
  const double product = a.dot(b) - n * meanA[0] * meanB[0];
  const double squareA = a.dot(a) - n * meanA[0] * meanA[0];
  const double squareB = b.dot(b) - n * meanB[0] * meanB[0];
  return product / std::sqrt(std::max(1e-12, squareA * squareB));
}

double quality(const cv::Mat& picture, const cv::Mat& reference, const Pose& pose) {
  double far = 0;
  for (const double value : pose.values) far += value * value;
  return correlation(warp(picture, pose, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP), reference) -
         0.25 * far;
}

}  // namespace

cv::Mat toAveragePose(const cv::Mat& picture, const Pose& pose) {
  return warp(picture, pose, cv::INTER_CUBIC | cv::WARP_INVERSE_MAP);
}

cv::Mat fromAveragePose(const cv::Mat& picture, const Pose& pose) {
  return warp(picture, pose, cv::INTER_CUBIC);
}

Pose improvePose(const cv::Mat& picture, const cv::Mat& reference, Pose pose, double step) {
  constexpr int kRefinements = 3;
  constexpr int kSweeps = 4;
  double best = quality(picture, reference, pose);
  for (int refinement = 0; refinement < kRefinements; ++refinement, step *= 0.5)
    for (int sweep = 0, improved = 1; sweep < kSweeps && improved; ++sweep) {
      improved = 0;
      for (double& value : pose.values)
        for (const double change : {step, -step}) {
          value += change;
          const double now = quality(picture, reference, pose);
          if (now > best) {
            best = now;
            improved = 1;
            break;
          }
          value -= change;
        }
    }
  return pose;
}

}  // namespace rho::phantom
