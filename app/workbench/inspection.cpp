// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspection.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rho::workbench {

namespace {

constexpr int filmFrames = 12;

}  // namespace

const std::vector<double>& filmRhos() {
  static const std::vector<double> rhos = [] {
    std::vector<double> even;
    for (int i = 1; i <= filmFrames; ++i) even.push_back(largestRho * i / filmFrames);
    return even;
  }();
  return rhos;
}

const std::vector<std::string>& mapMethods() {
  static const std::vector<std::string> methods = {"gradcam", "lime"};
  return methods;
}

int Inspection::frameKey(double rho) { return static_cast<int>(std::lround(rho * 1000)); }

bool Inspection::hasFrames(double rho) const {
  const int key = frameKey(rho);
  return key == 0 ||
         (frames.contains({Direction::raise, key}) && frames.contains({Direction::lower, key}));
}

const Frame* Inspection::nearest(Direction direction, double rho) const {
  const Frame* best = nullptr;
  for (const auto& [key, frame] : frames)
    if (frame.direction == direction &&
        (!best || std::abs(frame.rho - rho) < std::abs(best->rho - rho)))
      best = &frame;
  return best;
}

double Inspection::aspectRatio() const {
  return image.empty() ? 1 : static_cast<double>(image.width()) / image.height();
}

std::string Inspection::className(int index) const {
  if (!network || index < 0 || index >= network->card().classCount()) return {};
  return network->card().classNames[static_cast<std::size_t>(index)];
}

std::vector<int> Inspection::classesByConfidence() const {
  std::vector<int> order(confidences.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [this](int a, int b) {
    return confidences[static_cast<std::size_t>(a)] > confidences[static_cast<std::size_t>(b)];
  });
  return order;
}

void Inspection::forgetAnswers() {
  forgetTarget();
  confidences.clear();
}

void Inspection::forgetTarget() {
  target = -1;
  frames.clear();
  maps.clear();
  crossings = {};
}

void Inspection::updateCrossings() {
  crossings = {};
  for (const double rho : filmRhos())
    if (!hasFrames(rho)) return;
  std::vector<LoweredPoint> points = {{0, confidences}};
  for (const auto& [key, frame] : frames)
    if (frame.direction == Direction::lower)
      points.push_back({frame.rhoReached, frame.confidences});
  std::stable_sort(points.begin(), points.end(),
                   [](const LoweredPoint& a, const LoweredPoint& b) { return a.rho < b.rho; });
  crossings = workbench::crossings(points, target, network->card().task);
}

}  // namespace rho::workbench
