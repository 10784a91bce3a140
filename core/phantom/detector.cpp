// SPDX-License-Identifier: Apache-2.0
#include "phantom/detector.h"

#include <algorithm>
#include <cmath>

namespace rho::phantom {
namespace {

// Standard deviation of the noise in units of attenuation where nothing attenuates, in a picture
// of kReferenceSide pixels. Smaller pixels catch fewer quanta.
constexpr double kOpenFieldNoise = 0.005;
constexpr double kReferenceSide = 256;
// A grid and the scattered light keep thick parts from starving the detector completely.
constexpr double kThickest = 1.6;

}  // namespace

cv::Mat Detector::expose(const cv::Mat& anatomy, const cv::Mat& nodule, std::uint64_t seed) const {
  Random random = streamOf(seed, Stream::noise);
  const double side = std::min(anatomy.cols, anatomy.rows);
  const double open =
      noise * kOpenFieldNoise * std::clamp(std::sqrt(side / kReferenceSide), 0.7, 2.5);
  const double steps = std::ldexp(1.0, bits) - 1;
  cv::Mat picture(anatomy.size(), CV_32FC1);
  for (int row = 0; row < anatomy.rows; ++row) {
    const float* tissue = anatomy.ptr<float>(row);
    const float* extra = nodule.ptr<float>(row);
    float* out = picture.ptr<float>(row);
    for (int column = 0; column < anatomy.cols; ++column) {
      // Counts fall with exp(-attenuation), their relative deviation grows with its root.
      const double deviation = open * std::exp(std::min<double>(tissue[column], kThickest));
      const double noisy =
          tissue[column] + extra[column] + (open > 0 ? deviation * random.normal() : 0.0);
      const double grey = 1 / (1 + std::exp(-(noisy - level) / latitude));
      out[column] = static_cast<float>(std::round(grey * steps) / steps);
    }
  }
  return picture;
}

}  // namespace rho::phantom
