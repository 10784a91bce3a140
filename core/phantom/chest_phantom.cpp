// SPDX-License-Identifier: Apache-2.0
#include "phantom/chest_phantom.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>

#include "base/error.h"
#include "phantom/bones.h"
#include "phantom/detector.h"
#include "phantom/nodule.h"
#include "phantom/vessels.h"

namespace rho::phantom {
namespace {

constexpr int kSmallest = 32;
constexpr int kLargest = 4096;

void require(bool condition, const std::string& problem, const std::string& remedy) {
  if (!condition) throw InvalidInput("phantom", problem, remedy);
}

void check(const PhantomOptions& options) {
  for (const int side : {options.width, options.height})
    require(side >= kSmallest && side <= kLargest,
            "a side of " + std::to_string(side) + " pixels is out of range", "choose 32 to 4096");
  require(options.bits >= 8 && options.bits <= 16,
          std::to_string(options.bits) + " bits are out of range", "choose 8 to 16");
  // Written so that a value that is not a number fails too.
  require(options.noise >= 0 && options.noise <= 10, "the noise is out of range", "choose 0 to 10");
  require(options.contrast >= 0.1 && options.contrast <= 10,
          "the contrast of the nodule is out of range", "choose 0.1 to 10");
}

/// Small pictures are computed finer and averaged, so that thin ribs and vessels stay smooth.
int supersampling(cv::Size size) {
  const int side = std::min(size.width, size.height);
  return side < 64 ? 3 : side <= 192 ? 2 : 1;
}

void addHaze(std::uint64_t seed, const Placement& placement, const ChestAnatomy& chest,
             cv::Mat& target) {
  // Muscles and fat vary slowly; the beam is weaker on the anode's side (heel effect).
  Random random = streamOf(seed, Stream::texture);
  constexpr int kGrid = 7;
  cv::Mat coarse(kGrid, kGrid, CV_32FC1);
  for (int i = 0; i < kGrid * kGrid; ++i)
    coarse.at<float>(i / kGrid, i % kGrid) =
        static_cast<float>(random.normal(0, 0.014) + chest.gradientX * (i % kGrid - 3) / 3 +
                           chest.gradientY * (i / kGrid - 3) / 3);
  cv::Mat haze;
  cv::resize(coarse, haze, placement.size(), 0, 0, cv::INTER_CUBIC);
  target += haze;
}

/// Attenuation of everything but the nodule, and the air that the vessels need.
cv::Mat renderAnatomy(std::uint64_t seed, const ChestAnatomy& chest, const SoftTissue& tissue,
                      const Placement& placement) {
  cv::Mat attenuation(placement.size(), CV_32FC1);
  cv::Mat air(placement.size(), CV_32FC1);
  const double spine = spineReach(chest);
  for (int row = 0; row < attenuation.rows; ++row)
    for (int column = 0; column < attenuation.cols; ++column) {
      const cv::Point2d patient = placement.toPatient(column, row);
      const auto sample = tissue.at(patient);
      const double bone = std::abs(patient.x) < spine ? spineAt(chest, patient) : 0.0;
      attenuation.at<float>(row, column) = static_cast<float>(sample.attenuation + bone);
      air.at<float>(row, column) = static_cast<float>(sample.air);
    }
  addVessels(seed, chest, placement, air, attenuation);
  addAirways(chest, placement, attenuation);
  addTubularBones(chest, tissue, placement, attenuation);
  addHaze(seed, placement, chest, attenuation);
  return cv::max(attenuation, 0.0);
}

/// The focal spot and the detector's pixels blur by about half a pixel, more in fine pictures.
cv::Mat blurred(const cv::Mat& attenuation) {
  const double side = std::min(attenuation.cols, attenuation.rows);
  cv::Mat smooth;
  cv::GaussianBlur(attenuation, smooth, cv::Size(), std::max(0.6, 0.0012 * side));
  return smooth;
}

}  // namespace

PhantomOptions PhantomOptions::square(int size) {
  PhantomOptions options;
  options.width = options.height = size;
  return options;
}

Phantom makeChestPhantom(std::uint64_t seed, const PhantomOptions& options) {
  check(options);
  const cv::Size size(options.width, options.height);
  const ChestAnatomy chest = drawAnatomy(seed);
  const SoftTissue tissue(chest);
  const cv::Mat fine =
      blurred(renderAnatomy(seed, chest, tissue, Placement(chest, size * supersampling(size))));
  cv::Mat anatomy;
  cv::resize(fine, anatomy, size, 0, 0, cv::INTER_AREA);

  Phantom phantom;
  phantom.hasNodule = options.nodule.value_or(streamOf(seed, Stream::label).coin());
  cv::Mat extra(size, CV_32FC1, cv::Scalar(0));
  if (phantom.hasNodule) {
    const Placement placement(chest, size);
    const Nodule nodule = drawNodule(seed, chest, tissue, placement, options.contrast);
    extra = renderNodule(nodule, size);
    phantom.noduleCenter = nodule.center;
    phantom.noduleRadius = nodule.radius;
  }
  phantom.mask = extra > 0;

  const Detector detector{chest.level, chest.latitude, options.noise, options.bits};
  image::ImageInfo info;
  info.source = "phantom:" + std::to_string(seed);
  info.bitsStored = options.bits;
  info.label = phantom.hasNodule ? 1 : 0;
  phantom.image = image::Image(detector.expose(anatomy, extra, seed), info);
  return phantom;
}

}  // namespace rho::phantom
