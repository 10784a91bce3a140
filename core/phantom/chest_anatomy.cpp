// SPDX-License-Identifier: Apache-2.0
#include "phantom/chest_anatomy.h"

#include <cmath>

namespace rho::phantom {
namespace {

/// How deeply the patient has breathed in (0 to 1) and how the trunk is built.
struct Build {
  double inspiration;
  double width;
};

Lung drawLung(Random& random, double side, const Build& build) {
  Lung lung;
  lung.side = side;
  lung.apexY = random.uniform(-0.78, -0.68);
  lung.apexX = random.uniform(0.22, 0.28);
  lung.baseY = 0.57 + 0.20 * build.inspiration + random.uniform(-0.04, 0.04);
  lung.outerX = build.width * random.uniform(0.77, 0.83);
  lung.innerX = random.uniform(0.09, 0.13);
  lung.depth = random.uniform(0.60, 0.70) * (0.85 + 0.15 * build.inspiration);
  // The liver holds the right dome a little higher.
  const double liver = side < 0 ? -0.05 : 0.0;
  lung.domeTop = {side * random.uniform(0.36, 0.44) * build.width,
                  0.28 + 0.20 * build.inspiration + liver + random.uniform(-0.03, 0.03)};
  lung.domeHalfWidth = random.uniform(0.46, 0.54) * build.width;
  lung.domeHeight = random.uniform(0.28, 0.36);
  return lung;
}

void drawHeart(Random& random, const Build& build, ChestAnatomy& chest) {
  const double size = random.uniform(0.90, 1.15);
  const double diaphragmY = chest.lungs[1].domeTop.y;
  // A deep breath stretches the heart: more upright and narrower.
  chest.heart = {{random.uniform(0.11, 0.17), diaphragmY - random.uniform(0.17, 0.23)},
                 size * random.uniform(0.39, 0.44),
                 size * random.uniform(0.25, 0.28),
                 random.uniform(0.65, 0.85) + 0.2 * build.inspiration};
  chest.heartDepth = random.uniform(0.50, 0.60);
  chest.rightAtrium = {{random.uniform(-0.10, -0.06), diaphragmY - random.uniform(0.16, 0.22)},
                       size * random.uniform(0.24, 0.29),
                       size * random.uniform(0.13, 0.16),
                       1.5};
  chest.aorticKnob = {{random.uniform(0.08, 0.12), random.uniform(-0.37, -0.30)},
                      random.uniform(0.10, 0.13),
                      random.uniform(0.08, 0.10),
                      1.3};
  chest.tracheaX = random.uniform(-0.035, 0.01);
  chest.carinaY = random.uniform(-0.28, -0.20);
  chest.stomachGas = {{random.uniform(0.30, 0.46), diaphragmY + random.uniform(0.13, 0.2)},
                      random.uniform(0.07, 0.15),
                      random.uniform(0.04, 0.09),
                      random.uniform(-0.3, 0.3)};
  chest.stomachGasDepth = random.coin(0.6) ? random.uniform(0.1, 0.35) : 0.0;
}

void drawBones(Random& random, ChestAnatomy& chest) {
  chest.spineBend = random.uniform(-0.03, 0.03);
  chest.vertebraPitch = random.uniform(0.112, 0.128);
  chest.vertebraHalfWidth = random.uniform(0.078, 0.092);
  chest.vertebraPhase = random.uniform();
  chest.ribPitch = random.uniform(0.118, 0.138);
  chest.firstRibY = random.uniform(-0.80, -0.74);
  chest.ribDrop = random.uniform(0.34, 0.46);
  chest.ribHalfWidth = random.uniform(0.027, 0.034);
  chest.bone = random.uniform(0.75, 1.15);
  chest.clavicleTilt = random.uniform(-0.06, 0.08);
  chest.scapulaShift = random.uniform(-0.06, 0.08);
}

void drawExposure(Random& random, ChestAnatomy& chest) {
  chest.level = random.uniform(0.66, 0.82);
  chest.latitude = random.uniform(0.22, 0.28);
  chest.gradientX = random.uniform(-0.04, 0.04);
  chest.gradientY = random.uniform(-0.04, 0.04);
}

}  // namespace

Ellipse::Ellipse(cv::Point2d center, double firstHalf, double secondHalf, double angle)
    : m_center(center),
      m_first(std::cos(angle) / firstHalf, std::sin(angle) / firstHalf),
      m_second(-std::sin(angle) / secondHalf, std::cos(angle) / secondHalf) {}

double Ellipse::squaredDistance(cv::Point2d point) const {
  const double first = m_first.dot(point - m_center);
  const double second = m_second.dot(point - m_center);
  return first * first + second * second;
}

Random streamOf(std::uint64_t seed, Stream stream) {
  return Random::forItem(seed, static_cast<std::uint64_t>(stream));
}

ChestAnatomy drawAnatomy(std::uint64_t seed) {
  Random random = streamOf(seed, Stream::anatomy);
  ChestAnatomy chest;
  chest.scale = random.uniform(0.93, 1.07);
  chest.rotation = random.normal(0, 0.025);
  chest.offset = {random.uniform(-0.05, 0.05), random.uniform(-0.05, 0.06)};
  const Build build{random.uniform(), random.uniform(0.92, 1.06)};
  chest.bodyDepth = random.uniform(1.05, 1.25);
  chest.bodyHalfWidth = build.width * random.uniform(0.95, 1.06);
  chest.neckHalfWidth = random.uniform(0.27, 0.34);
  chest.shoulderY = random.uniform(-0.86, -0.76);
  chest.breast = random.coin(0.4) ? random.uniform(0.04, 0.12) : 0.0;
  chest.lungs = {drawLung(random, -1, build), drawLung(random, 1, build)};
  drawHeart(random, build, chest);
  drawBones(random, chest);
  drawExposure(random, chest);
  return chest;
}

}  // namespace rho::phantom
