// SPDX-License-Identifier: Apache-2.0
#include "phantom/vessels.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rho::phantom {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kThinnestVessel = 0.0035;  // patient units
// Attenuation per unit of thickness: vessels are blood, so a tube of radius r adds 2 r times this.
constexpr double kBlood = 2.6;

/// Grows one tree by turning a little at each piece and splitting in two.
class VesselTree {
 public:
  VesselTree(Random& random, TubeLayer& layer) : m_random(random), m_layer(layer) {}

  void grow(cv::Point2d from, double heading, double radius, double length, int generation) {
    if (radius < kThinnestVessel || generation > 7) return;
    constexpr int kPieces = 5;
    const double bend = m_random.normal(0, 0.11);
    const double endRadius = 0.86 * radius;
    std::vector<TubePoint> tube{point(from, radius)};
    for (int i = 1; i <= kPieces; ++i) {
      heading += bend + m_random.normal(0, 0.07);
      from += length / kPieces * cv::Point2d(std::cos(heading), std::sin(heading));
      tube.push_back(point(from, radius + (endRadius - radius) * i / kPieces));
    }
    m_layer.paint(tube, TubeKind::solid);
    split(from, heading, endRadius, length, generation);
  }

 private:
  static TubePoint point(cv::Point2d position, double radius) {
    return {position, radius, kBlood * 2 * radius};
  }

  void split(cv::Point2d at, double heading, double radius, double length, int generation) {
    // Murray's law: the cubes of the radii of the two branches add up to the cube of the parent's.
    const double share = m_random.uniform(0.45, 0.85);
    const double turn = m_random.uniform(0.5, 1.0) * (m_random.coin() ? 1 : -1);
    const double shorter = m_random.uniform(0.75, 1.0);
    grow(at, heading + turn * (1 - share), radius * std::cbrt(share), length * shorter,
         generation + 1);
    grow(at, heading - turn * share, radius * std::cbrt(1 - share), length * shorter * 0.9,
         generation + 1);
  }

  Random& m_random;
  TubeLayer& m_layer;
};

void growLung(Random& random, const Lung& lung, TubeLayer& layer) {
  const cv::Point2d hilum(lung.side * (lung.innerX + 0.09), -0.09 + (lung.side > 0 ? -0.05 : 0.0));
  VesselTree tree(random, layer);
  // Headings from straight up over outwards to straight down; the lower ones are wider in someone
  // who stands.
  constexpr int kTrees = 8;
  for (int i = 0; i < kTrees; ++i) {
    const double spread = -0.47 * kPi + 0.95 * kPi * (i + random.uniform(-0.3, 0.3)) / (kTrees - 1);
    const double heading = lung.side > 0 ? spread : kPi - spread;
    const double radius = random.uniform(0.015, 0.022) * (1 + 0.35 * std::sin(spread));
    const double length = random.uniform(0.09, 0.14) * (1 + 0.2 * std::abs(std::sin(spread)));
    const cv::Point2d start =
        hilum + cv::Point2d(lung.side * 0.02 * random.uniform(), 0.10 * std::sin(spread));
    tree.grow(start, heading, radius, length, 0);
  }
  // The main artery and vein in front of each other.
  layer.paint({{hilum + cv::Point2d(-lung.side * 0.06, -0.05), 0.045, 0.09},
               {hilum + cv::Point2d(0, 0.02), 0.036, 0.08},
               {hilum + cv::Point2d(lung.side * 0.015, 0.14), 0.022, 0.06}},
              TubeKind::solid);
}

}  // namespace

void addVessels(std::uint64_t seed, const ChestAnatomy& chest, const Placement& placement,
                const cv::Mat& air, cv::Mat& target) {
  Random random = streamOf(seed, Stream::vessels);
  TubeLayer layer(placement);
  for (const Lung& lung : chest.lungs) growLung(random, lung, layer);
  cv::Mat lungShare = air * (2.5 / chest.lungs[0].depth);
  layer.addWeightedTo(target, cv::min(lungShare, 1.0));
}

void addAirways(const ChestAnatomy& chest, const Placement& placement, cv::Mat& target) {
  TubeLayer layer(placement);
  const cv::Point2d carina(chest.tracheaX, chest.carinaY);
  layer.paint({{{0.3 * chest.tracheaX, -1.3}, 0.050, 0.13}, {carina, 0.046, 0.15}},
              TubeKind::solid);
  layer.paint({{carina, 0.042, 0.13}, {carina + cv::Point2d(-0.13, 0.14), 0.030, 0.10}},
              TubeKind::solid);
  layer.paint({{carina, 0.040, 0.13}, {carina + cv::Point2d(0.18, 0.15), 0.026, 0.10}},
              TubeKind::solid);
  layer.addTo(target, -1);
}

}  // namespace rho::phantom
