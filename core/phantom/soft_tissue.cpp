// SPDX-License-Identifier: Apache-2.0
#include "phantom/soft_tissue.h"

#include <algorithm>
#include <cmath>

namespace rho::phantom {
namespace {

// Outlines are sampled over this range of y; beyond it they stay as they are at its ends.
constexpr double kTop = -1.6;
constexpr double kBottom = 1.6;
constexpr int kSamples = 321;

double smoothStep(double from, double to, double value) {
  const double t = std::clamp((value - from) / (to - from), 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

/// Half of the chord through a unit sphere at this squared distance from its axis.
double halfChord(double squared) { return squared < 1 ? std::sqrt(1 - squared) : 0; }

/// How far down a lung y is: 0 at the apex, 1 at the costophrenic angle.
double downLung(const Lung& lung, double y) {
  return std::clamp((y - lung.apexY) / (lung.baseY - lung.apexY), 0.0, 1.0);
}

double outerBorder(const Lung& lung, double y) {
  const double up = 1 - downLung(lung, y);
  return lung.apexX + (lung.outerX - lung.apexX) * std::pow(1 - up * up, 0.52);
}

double innerBorder(const Lung& lung, double y) {
  const double down = downLung(lung, y);
  const double border = lung.innerX + 0.03 * down;
  return border + (lung.apexX - border) * std::exp(-down / 0.035);
}

double lungDepth(const Lung& lung, double y) {
  if (y <= lung.apexY || y >= lung.baseY) return 0;
  const double up = 1 - downLung(lung, y);
  // The recess behind the diaphragm thins out to nothing at the base.
  const double base = 1 - smoothStep(lung.domeTop.y - 0.05, lung.baseY, y);
  return lung.depth * std::sqrt(1 - std::pow(up, 5.0)) * (1 - 0.25 * up) * std::sqrt(base);
}

double bodyHalfWidth(const ChestAnatomy& chest, double y) {
  const double shoulders = 0.35 * smoothStep(chest.shoulderY - 0.45, chest.shoulderY + 0.10, y) +
                           0.65 * smoothStep(chest.shoulderY - 0.14, chest.shoulderY + 0.16, y);
  const double trunk = chest.bodyHalfWidth - 0.07 * smoothStep(-0.2, 0.5, y);
  // Shoulders reach beyond the picture; below the armpit the trunk alone remains.
  const double armpit = 0.35 * (1 - smoothStep(-0.55, -0.1, y));
  return chest.neckHalfWidth + shoulders * (trunk + armpit - chest.neckHalfWidth);
}

double bodyDepth(const ChestAnatomy& chest, double y) {
  const double chestFromNeck = smoothStep(-1.1, -0.5, y);
  return chest.bodyDepth * (0.72 + 0.28 * chestFromNeck + 0.06 * smoothStep(0.3, 0.9, y));
}

}  // namespace

Outline::Outline(const std::function<double(double)>& ofY) : m_samples(kSamples) {
  for (int i = 0; i < kSamples; ++i)
    m_samples[static_cast<std::size_t>(i)] =
        static_cast<float>(ofY(kTop + (kBottom - kTop) * i / (kSamples - 1)));
}

double Outline::at(double y) const {
  const double place = std::clamp((y - kTop) / (kBottom - kTop), 0.0, 1.0) * (kSamples - 1);
  const auto index = std::min<std::size_t>(static_cast<std::size_t>(place), kSamples - 2);
  const double rest = place - static_cast<double>(index);
  return m_samples[index] * (1 - rest) + m_samples[index + 1] * rest;
}

SoftTissue::SoftTissue(const ChestAnatomy& chest) : m_chest(chest) {
  for (std::size_t i = 0; i < 2; ++i) {
    const Lung& lung = m_chest.lungs[i];
    m_lungs[i].inner = Outline([&](double y) { return innerBorder(lung, y); });
    m_lungs[i].outer = Outline([&](double y) { return outerBorder(lung, y); });
    m_lungs[i].depth = Outline([&](double y) { return lungDepth(lung, y); });
  }
  m_bodyHalfWidth = Outline([&](double y) { return bodyHalfWidth(m_chest, y); });
  m_bodyDepth = Outline([&](double y) { return bodyDepth(m_chest, y); });
}

double SoftTissue::bodyAt(cv::Point2d p) const {
  const double across = p.x / m_bodyHalfWidth.at(p.y);
  return m_bodyDepth.at(p.y) *
         std::sqrt(halfChord(across * across) * halfChord(across * across * across * across));
}

double SoftTissue::armsAt(cv::Point2d p) const {
  // Upper arms hang down and outwards from the shoulders.
  const double down = smoothStep(-0.75, -0.45, p.y);
  if (down <= 0) return 0;
  const double center = 1.10 + 0.10 * (p.y + 0.5);
  const double across = (std::abs(p.x) - center) / 0.17;
  return 0.42 * down * halfChord(across * across);
}

double SoftTissue::lungAt(std::size_t index, cv::Point2d p) const {
  const Lung& lung = m_chest.lungs[index];
  const double x = p.x * lung.side;
  if (x <= 0 || p.y <= lung.apexY || p.y >= lung.baseY) return 0;
  const double inner = m_lungs[index].inner.at(p.y);
  const double outer = m_lungs[index].outer.at(p.y);
  if (x <= inner || x >= outer) return 0;
  const double across = 2 * (x - inner) / (outer - inner) - 1;
  const double chord =
      m_lungs[index].depth.at(p.y) * std::sqrt(halfChord(across * across * across * across));
  // The dome of the diaphragm stands up into the lung and leaves air behind and before it only.
  const double domeX = (p.x - lung.domeTop.x) / lung.domeHalfWidth;
  const double domeY = std::max(0.0, lung.domeTop.y + lung.domeHeight - p.y) / lung.domeHeight;
  const double dome = 1.05 * lung.depth * halfChord(domeX * domeX + domeY * domeY);
  return std::max(0.0, chord - dome);
}

double SoftTissue::lungAt(cv::Point2d p) const { return lungAt(p.x < 0 ? 0u : 1u, p); }

double SoftTissue::mediastinumAt(cv::Point2d p) const {
  const double heart = m_chest.heartDepth * halfChord(m_chest.heart.squaredDistance(p));
  const double atrium =
      0.75 * m_chest.heartDepth * halfChord(m_chest.rightAtrium.squaredDistance(p));
  const double knob = 0.45 * m_chest.heartDepth * halfChord(m_chest.aorticKnob.squaredDistance(p));
  return std::max({heart, atrium, knob});
}

double SoftTissue::breastsAt(cv::Point2d p) const {
  if (m_chest.breast <= 0) return 0;
  // Soft above, with a visible fold below.
  const double x = (std::abs(p.x) - 0.50) / 0.36;
  const double y = (p.y - 0.18) / 0.34;
  return m_chest.breast * halfChord(x * x + y * y) * (1 + 0.5 * std::clamp(y, -1.0, 1.0));
}

SoftTissue::Sample SoftTissue::at(cv::Point2d p) const {
  const double body = bodyAt(p);
  const double arms = armsAt(p);
  const double lung = lungAt(p);
  // The heart lies in the lungs' room: it takes air away, and elsewhere replaces other tissue.
  const double air = lung > 0 ? std::max(0.0, lung - mediastinumAt(p)) : 0.0;
  double attenuation =
      std::max(body, arms) + 0.3 * std::min(body, arms) - std::min(air, 0.9 * body);
  if (body > 0) attenuation += breastsAt(p);
  if (m_chest.stomachGasDepth > 0)
    attenuation -= m_chest.stomachGasDepth * halfChord(m_chest.stomachGas.squaredDistance(p));
  return {attenuation, air};
}

double SoftTissue::ribCageAt(double side, double y) const {
  return m_lungs[side < 0 ? 0u : 1u].outer.at(y);
}

}  // namespace rho::phantom
