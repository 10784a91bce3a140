// SPDX-License-Identifier: Apache-2.0
#include "phantom/nodule.h"

#include <algorithm>
#include <cmath>

namespace rho::phantom {
namespace {

// Attenuation of a nodule of the largest radius, through its middle. Smaller ones are fainter, but
// less so than their thickness, because dense small nodules exist and invisible ones teach nothing.
constexpr double kLargestAttenuation = 0.56;
constexpr double kSmallestRadius = 0.04;  // of the shorter side
constexpr double kLargestRadius = 0.09;

/// A place is good when enough lung lies along the beam and the nodule fits into the picture.
bool fits(cv::Point2d center, double radius, const SoftTissue& tissue, const Placement& placement) {
  if (center.x < radius || center.y < radius || center.x > placement.size().width - 1 - radius ||
      center.y > placement.size().height - 1 - radius)
    return false;
  const auto sample = tissue.at(placement.toPatient(center.x, center.y));
  return sample.air > 0.16;
}

}  // namespace

Nodule drawNodule(std::uint64_t seed, const ChestAnatomy& chest, const SoftTissue& tissue,
                  const Placement& placement, double contrast) {
  Random random = streamOf(seed, Stream::nodule);
  const double relative = random.uniform(kSmallestRadius, kLargestRadius);
  Nodule nodule;
  nodule.radius = relative * std::min(placement.size().width, placement.size().height);
  nodule.attenuation = contrast * kLargestAttenuation * random.uniform(0.75, 1.25) *
                       std::sqrt(relative / kLargestRadius);
  // Places are tried in patient units, so that they do not depend on the size of the picture.
  for (int attempt = 0; attempt < 1000; ++attempt) {
    const Lung& lung = chest.lungs[random.coin() ? 1 : 0];
    const cv::Point2d place(lung.side * random.uniform(lung.innerX, lung.outerX),
                            random.uniform(lung.apexY, lung.baseY));
    nodule.center = placement.toPixels(place);
    if (fits(nodule.center, nodule.radius, tissue, placement)) return nodule;
  }
  // Not reached for a picture that shows a lung; the middle of a lung is always a sound place.
  nodule.center = placement.toPixels({chest.lungs[0].side * 0.42, 0.0});
  return nodule;
}

cv::Mat renderNodule(const Nodule& nodule, cv::Size size) {
  cv::Mat layer(size, CV_32FC1, cv::Scalar(0));
  const int reach = static_cast<int>(std::ceil(nodule.radius)) + 1;
  const cv::Point middle(cvRound(nodule.center.x), cvRound(nodule.center.y));
  const cv::Rect box = cv::Rect(middle.x - reach, middle.y - reach, 2 * reach + 1, 2 * reach + 1) &
                       cv::Rect(cv::Point(), size);
  for (int row = box.y; row < box.y + box.height; ++row)
    for (int column = box.x; column < box.x + box.width; ++column) {
      const double r = std::hypot(column - nodule.center.x, row - nodule.center.y) / nodule.radius;
      if (r >= 1) continue;
      // The chord of a ball, which falls to zero over the outer third instead of at once.
      const double soft = std::min(1.0, (1 - r) / 0.35);
      layer.at<float>(row, column) =
          static_cast<float>(nodule.attenuation * std::sqrt(1 - r * r) * soft * (2 - soft));
    }
  return layer;
}

}  // namespace rho::phantom
