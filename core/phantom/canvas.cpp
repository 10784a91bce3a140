// SPDX-License-Identifier: Apache-2.0
#include "phantom/canvas.h"

#include <algorithm>
#include <cmath>

namespace rho::phantom {
namespace {

// A tube thinner than this (pixels) is painted this wide and as much fainter, so that thin
// vessels neither vanish between pixels nor turn into dots.
constexpr double kThinnest = 0.75;

float solidProfile(float squared) { return std::sqrt(1 - squared); }

float boneProfile(float squared) {
  // Chord of the whole tube less most of the chord of its marrow; 1.6 brings the middle near 1.
  constexpr float kMarrowRadius = 0.78f;
  constexpr float kMarrowLoss = 0.62f;
  const float marrow = kMarrowRadius * kMarrowRadius - squared;
  const float chord = std::sqrt(1 - squared);
  return 1.6f * (marrow > 0 ? chord - kMarrowLoss * std::sqrt(marrow) : chord);
}

}  // namespace

Placement::Placement(const ChestAnatomy& chest, cv::Size pixels)
    : m_size(pixels),
      m_pixelsPerUnit(0.5 * std::min(pixels.width, pixels.height) * chest.scale),
      m_cos(std::cos(chest.rotation)),
      m_sin(std::sin(chest.rotation)) {
  const double half = 0.5 * std::min(pixels.width, pixels.height);
  m_origin = {0.5 * (pixels.width - 1) + half * chest.offset.x,
              0.5 * (pixels.height - 1) + half * chest.offset.y};
}

cv::Point2d Placement::toPatient(double column, double row) const {
  const double x = (column - m_origin.x) / m_pixelsPerUnit;
  const double y = (row - m_origin.y) / m_pixelsPerUnit;
  return {m_cos * x + m_sin * y, -m_sin * x + m_cos * y};
}

cv::Point2d Placement::toPixels(cv::Point2d patient) const {
  return {m_origin.x + m_pixelsPerUnit * (m_cos * patient.x - m_sin * patient.y),
          m_origin.y + m_pixelsPerUnit * (m_sin * patient.x + m_cos * patient.y)};
}

TubeLayer::TubeLayer(const Placement& placement)
    : m_placement(placement), m_layer(placement.size(), CV_32FC1, cv::Scalar(0)) {}

void TubeLayer::paint(const std::vector<TubePoint>& points, TubeKind kind) {
  for (std::size_t i = 1; i < points.size(); ++i) paintPiece(points[i - 1], points[i], kind);
}

void TubeLayer::paintPiece(const TubePoint& from, const TubePoint& to, TubeKind kind) {
  const cv::Point2d a = m_placement.toPixels(from.position);
  const cv::Point2d b = m_placement.toPixels(to.position);
  const double radiusA = std::max(kThinnest, from.radius * m_placement.pixelsPerUnit());
  const double radiusB = std::max(kThinnest, to.radius * m_placement.pixelsPerUnit());
  const double thinA = from.radius * m_placement.pixelsPerUnit() / radiusA;
  const double thinB = to.radius * m_placement.pixelsPerUnit() / radiusB;
  const double reach = std::max(radiusA, radiusB);
  const cv::Point first(static_cast<int>(std::floor(std::min(a.x, b.x) - reach)),
                        static_cast<int>(std::floor(std::min(a.y, b.y) - reach)));
  const cv::Point last(static_cast<int>(std::ceil(std::max(a.x, b.x) + reach)) + 1,
                       static_cast<int>(std::ceil(std::max(a.y, b.y) + reach)) + 1);
  const cv::Rect box = cv::Rect(first, last) & cv::Rect(cv::Point(), m_placement.size());
  if (box.empty()) return;
  m_touched = m_touched.empty() ? box : (m_touched | box);

  // Single precision: this loop is where most of a small picture's time goes.
  const auto ax = static_cast<float>(a.x), ay = static_cast<float>(a.y);
  const auto alongX = static_cast<float>(b.x - a.x), alongY = static_cast<float>(b.y - a.y);
  const float perLength = 1 / std::max(1e-6f, alongX * alongX + alongY * alongY);
  const auto radius0 = static_cast<float>(radiusA), radius1 = static_cast<float>(radiusB - radiusA);
  const auto strength0 = static_cast<float>(from.attenuation * thinA);
  const auto strength1 = static_cast<float>(to.attenuation * thinB) - strength0;
  for (int row = box.y; row < box.y + box.height; ++row) {
    float* layer = m_layer.ptr<float>(row);
    const float y = static_cast<float>(row) - ay;
    for (int column = box.x; column < box.x + box.width; ++column) {
      const float x = static_cast<float>(column) - ax;
      const float t = std::clamp((x * alongX + y * alongY) * perLength, 0.0f, 1.0f);
      const float offX = x - t * alongX, offY = y - t * alongY;
      const float radius = radius0 + t * radius1;
      const float squared = (offX * offX + offY * offY) / (radius * radius);
      if (squared >= 1) continue;
      const float profile = kind == TubeKind::bone ? boneProfile(squared) : solidProfile(squared);
      layer[column] = std::max(layer[column], (strength0 + t * strength1) * profile);
    }
  }
}

void TubeLayer::addTo(cv::Mat& target, float factor) {
  if (m_touched.empty()) return;
  cv::scaleAdd(m_layer(m_touched), factor, target(m_touched), target(m_touched));
  m_layer(m_touched).setTo(0);
  m_touched = {};
}

void TubeLayer::addWeightedTo(cv::Mat& target, const cv::Mat& weights) {
  if (m_touched.empty()) return;
  target(m_touched) += m_layer(m_touched).mul(weights(m_touched));
  m_layer(m_touched).setTo(0);
  m_touched = {};
}

}  // namespace rho::phantom
