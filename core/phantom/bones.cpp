// SPDX-License-Identifier: Apache-2.0
#include "phantom/bones.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rho::phantom {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr int kRibs = 11;
constexpr int kRibPieces = 16;

/// A smooth curve through points (Catmull-Rom), with the same tube values as the points' between.
std::vector<TubePoint> smoothTube(const std::vector<TubePoint>& knots, int piecesPerSpan) {
  std::vector<TubePoint> tube;
  const auto at = [&](std::ptrdiff_t i) {
    return knots[static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(i, 0, static_cast<std::ptrdiff_t>(knots.size()) - 1))];
  };
  for (std::ptrdiff_t i = 0; i + 1 < static_cast<std::ptrdiff_t>(knots.size()); ++i)
    for (int piece = 0; piece <= piecesPerSpan; ++piece) {
      const double t = static_cast<double>(piece) / piecesPerSpan;
      const cv::Point2d p0 = at(i - 1).position, p1 = at(i).position, p2 = at(i + 1).position,
                        p3 = at(i + 2).position;
      const cv::Point2d position =
          0.5 * (2 * p1 + t * (p2 - p0) + t * t * (2 * p0 - 5 * p1 + 4 * p2 - p3) +
                 t * t * t * (3 * (p1 - p2) + p3 - p0));
      tube.push_back({position, (1 - t) * at(i).radius + t * at(i + 1).radius,
                      (1 - t) * at(i).attenuation + t * at(i + 1).attenuation});
    }
  return tube;
}

/// One rib: an ellipse around the chest, tilted so that its front end is lower, seen by a beam
/// that diverges (the back of the chest is further from the detector and appears larger).
class Rib {
 public:
  Rib(const ChestAnatomy& chest, const SoftTissue& tissue, double side, int index)
      : m_chest(chest), m_side(side) {
    m_backY = chest.firstRibY + index * chest.ribPitch;
    // The uppermost ribs are short and steep, the lower ones hang more.
    m_drop = chest.ribDrop * (0.45 + 0.55 * std::min(1.0, index / 4.0)) + 0.012 * index;
    m_reach = tissue.ribCageAt(side, m_backY + 0.5 * m_drop) + 0.025;
    m_rise = index < 2 ? 0.0 : 0.03;
    m_frontEnd = kPi * (index == 0 ? 0.80 : 0.74 - 0.012 * index);
    // The lowest ribs float: they end at the side.
    if (index >= 9) m_frontEnd = 0.60 * kPi;
    m_density = index >= 9 ? 0.7 : 1.0;
  }

  /// From angle to angle around the chest: 0 at the spine, π at the breast bone.
  std::vector<TubePoint> part(double from, double to, double density) const {
    std::vector<TubePoint> tube;
    for (int i = 0; i <= kRibPieces; ++i) {
      const double angle = from + (to - from) * i / kRibPieces;
      tube.push_back({position(angle), halfWidth(angle), density * attenuation(angle)});
    }
    return tube;
  }
  double frontEnd() const { return m_frontEnd; }

 private:
  cv::Point2d position(double angle) const {
    const double magnified = 1 + 0.03 * std::cos(angle);
    const double rise = m_rise * std::sin(2 * std::min(angle, kPi / 2));
    const double y = m_backY + 0.5 * m_drop * (1 - std::cos(angle)) - rise;
    const double x = 0.05 * std::cos(angle) * (angle < kPi / 2 ? 1 : 0) + m_reach * std::sin(angle);
    return {m_side * x * magnified, y * magnified};
  }
  double halfWidth(double angle) const {
    const double front = std::clamp((angle - kPi / 2) / (kPi / 4), 0.0, 1.0);
    // Seen edge on at the side of the chest, a rib is thinner.
    const double side = std::pow(std::sin(angle), 6);
    return m_chest.ribHalfWidth * (0.92 + 0.25 * front) * (1 - 0.35 * side);
  }
  double attenuation(double angle) const {
    // Where the rib runs along the beam, at the side of the chest, the beam crosses more of it.
    const double alongBeam = std::sin(angle) * 0.6;
    const double across = std::hypot(m_reach * std::cos(angle), 0.5 * m_drop * std::sin(angle));
    const double longer = std::hypot(alongBeam, across) / std::max(across, 1e-6);
    // Bone becomes cartilage towards the front end.
    const double bony = std::clamp((m_frontEnd - angle) / 0.22, 0.0, 1.0);
    return m_chest.bone * m_density * std::min(1.5, longer) * (angle > kPi / 2 ? bony : 1.0);
  }

  const ChestAnatomy& m_chest;
  double m_side;
  double m_backY;
  double m_drop;
  double m_reach;
  double m_rise;
  double m_frontEnd;
  double m_density;
};

void addRibs(const ChestAnatomy& chest, const SoftTissue& tissue, TubeLayer& layer,
             cv::Mat& target) {
  for (const double side : {-1.0, 1.0})
    for (int index = 0; index < kRibs; ++index) {
      const Rib rib(chest, tissue, side, index);
      // Two layers, because the front and the back of a rib add up where they cross.
      layer.paint(rib.part(0.06, kPi / 2, 0.078), TubeKind::bone);
      layer.addTo(target);
      layer.paint(rib.part(kPi / 2, rib.frontEnd(), 0.055), TubeKind::bone);
      layer.addTo(target);
    }
}

void addShoulder(const ChestAnatomy& chest, double side, TubeLayer& layer, cv::Mat& target) {
  const double d = chest.bone;
  const double tilt = chest.clavicleTilt;
  const auto at = [&](double x, double y) { return cv::Point2d(side * x, y); };
  layer.paint(smoothTube({{at(0.07, -0.55), 0.040, 0.13 * d},
                          {at(0.22, -0.60 - 0.2 * tilt), 0.030, 0.12 * d},
                          {at(0.45, -0.68 - 0.7 * tilt), 0.027, 0.12 * d},
                          {at(0.66, -0.72 - tilt), 0.030, 0.11 * d},
                          {at(0.84, -0.71 - tilt), 0.036, 0.10 * d}},
                         8),
              TubeKind::bone);
  layer.addTo(target);

  const double shift = chest.scapulaShift;
  const cv::Point2d tip = at(0.74 + shift, 0.02), joint = at(0.90 + 0.5 * shift, -0.55),
                    inner = at(0.63 + shift, -0.56);
  layer.paint(smoothTube({{tip, 0.022, 0.06 * d},
                          {at(0.81 + shift, -0.22), 0.022, 0.07 * d},
                          {joint, 0.05, 0.11 * d}},
                         8),
              TubeKind::bone);
  layer.paint(smoothTube({{tip, 0.015, 0.05 * d},
                          {at(0.66 + shift, -0.25), 0.012, 0.04 * d},
                          {inner, 0.012, 0.04 * d}},
                         8),
              TubeKind::bone);
  layer.paint(smoothTube({{inner, 0.018, 0.05 * d},
                          {at(0.78 + shift, -0.67), 0.022, 0.07 * d},
                          {at(0.93 + 0.5 * shift, -0.74), 0.036, 0.10 * d}},
                         8),
              TubeKind::bone);
  layer.addTo(target);

  layer.paint({{at(1.02, -0.58), 0.115, 0.16 * d}, {at(1.03, -0.54), 0.105, 0.16 * d}},
              TubeKind::bone);
  layer.paint(smoothTube({{at(1.03, -0.54), 0.09, 0.15 * d},
                          {at(1.09, -0.25), 0.060, 0.17 * d},
                          {at(1.13, 0.60), 0.055, 0.17 * d}},
                         8),
              TubeKind::bone);
  layer.addTo(target);
}

double bump(double value, double width) { return std::exp(-0.5 * value * value / (width * width)); }

}  // namespace

void addTubularBones(const ChestAnatomy& chest, const SoftTissue& tissue,
                     const Placement& placement, cv::Mat& target) {
  TubeLayer layer(placement);
  addRibs(chest, tissue, layer, target);
  for (const double side : {-1.0, 1.0}) addShoulder(chest, side, layer, target);
}

double spineReach(const ChestAnatomy& chest) { return 2.2 * chest.vertebraHalfWidth + 0.05; }

double spineAt(const ChestAnatomy& chest, cv::Point2d p) {
  const double x = p.x - chest.spineBend * std::sin(1.7 * (p.y + 0.4));
  // Vertebrae grow downwards.
  const double half = chest.vertebraHalfWidth * (1 + 0.22 * p.y);
  const double across = std::abs(x) / half;
  if (across > 2.2) return 0;
  const double phase = p.y / chest.vertebraPitch + chest.vertebraPhase;
  const double v = phase - std::floor(phase);  // 0 and 1 are the middles of two discs
  const double fromDisc = std::min(v, 1 - v);

  const double disc = bump(fromDisc, 0.07);
  const double waist = 1 - 0.10 * std::sin(kPi * v);
  const double inside = std::clamp((waist - across) / 0.12 + 0.5, 0.0, 1.0);
  const double edge = bump((across - waist + 0.06), 0.07);
  const double plate = bump(fromDisc - 0.13, 0.035);
  double value = inside * (0.10 * (1 - 0.55 * disc) + 0.05 * plate) + 0.035 * edge * (1 - disc);
  // Pedicles, seen end on, and the spinous process.
  const double pedicle = std::hypot((across - 0.62) / 0.22, (v - 0.36) / 0.17);
  value += 0.05 * bump(pedicle - 0.8, 0.3);
  value += 0.06 * bump(across, 0.13) * bump(v - 0.72, 0.13);
  // Transverse processes.
  value +=
      0.05 * bump(v - 0.36, 0.10) * std::clamp(2.0 - across, 0.0, 1.0) * (across > 0.8 ? 1 : 0);
  return chest.bone * value;
}

}  // namespace rho::phantom
