// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "model/model.h"
#include "model/tensor.h"

namespace rho::test {

/// Three labels that are linear in the 2×8 pixels of a grey image: z = 20 (w·x − b). Two have
/// operating points.
struct Plane {
  std::vector<double> weights;
  double offset = 0, operatingPoint = 0;
};
inline Plane plane(int label) {
  const double points[] = {0.1, std::numeric_limits<double>::quiet_NaN(), 0.8};
  Plane plane{{}, 0, points[label]};
  double sum = 0;
  for (int i = 0; i < 16; ++i) {
    plane.weights.push_back(std::cos(1.0 + i * (label + 1)));
    sum += plane.weights.back();
  }
  plane.offset = sum / 2;  // grey images lie on it
  return plane;
}
constexpr double planeSteepness = 20;

/// How far (RMSE) an image is from where the decision about a label turns, and whether the label is
/// found in it: in plain arithmetic.
inline std::pair<double, bool> distanceToPlane(const torch::Tensor& image, int label) {
  const auto own = plane(label);
  const auto pixels = image.contiguous();
  double z = -own.offset, length = 0;
  for (int i = 0; i < 16; ++i) {
    z +=
        own.weights[static_cast<std::size_t>(i)] * static_cast<double>(pixels.data_ptr<float>()[i]);
    length += own.weights[static_cast<std::size_t>(i)] * own.weights[static_cast<std::size_t>(i)];
  }
  const double point = std::isnan(own.operatingPoint) ? 0.5 : own.operatingPoint;
  const double margin = planeSteepness * z - std::log(point / (1 - point));
  return {std::abs(margin) / (planeSteepness * std::sqrt(length)) / 4, margin >= 0};
}

class PlanesNetwork : public model::Network {
 public:
  torch::Tensor forward(const torch::Tensor& x) override {
    std::vector<torch::Tensor> logits;
    for (int label = 0; label < 3; ++label) {
      const auto own = plane(label);
      const auto weights = torch::tensor(own.weights, torch::kFloat32).view({1, 1, 2, 8});
      logits.push_back(planeSteepness * ((x * weights).sum({1, 2, 3}) - own.offset));
    }
    return torch::stack(logits, 1);
  }
  Tapped tap(const torch::Tensor&, const std::string& layer) override {
    model::throwUnknownLayer(layer, layers());
  }
  std::vector<std::string> layers() const override { return {}; }
  void to(torch::Device) override {}
  void train(bool) override {}
  std::vector<model::NamedTensor> parameters() const override { return {}; }
  std::vector<model::NamedTensor> state() const override { return {}; }
};

inline model::Model planesModel() {
  model::ModelCard card;
  card.name = card.architecture = "planes";
  card.classNames = {"first", "second", "third"};
  card.task = model::Task::multiLabel;
  for (int label = 0; label < 3; ++label)
    card.operatingPoints.push_back(plane(label).operatingPoint);
  card.inputHeight = 2;
  card.inputWidth = 8;
  card.inputChannels = 1;
  card.mean = {0};
  card.standardDeviation = {1};
  return model::Model(card, std::make_shared<PlanesNetwork>());
}

}  // namespace rho::test
