// SPDX-License-Identifier: Apache-2.0
#include "robustness/boundary.h"

#include <cmath>
#include <limits>

#include "model/tensor.h"
#include "robustness/per_item.h"

namespace rho::robustness {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double tiny = 1e-30;

}  // namespace

torch::Tensor Boundary::Plane::along(const torch::Tensor& direction) const {
  constexpr double slightest = 0.05;  // cosine; beyond it a plane says little
  return distance / innerProduct(away, direction).clamp_min(slightest);
}

Boundary::Boundary(const model::Model& model, torch::Tensor inputs, torch::Tensor labels,
                   Outcome outcome)
    : m_model(model),
      m_inputs(std::move(inputs)),
      m_labels(std::move(labels)),
      m_outcome(outcome),
      m_direction(torch::zeros_like(m_inputs)),
      m_estimate(torch::full_like(m_labels, infinity, torch::TensorOptions(torch::kFloat32))),
      m_nearest(m_estimate.clone()) {}

Boundary::Plane Boundary::look(const torch::Tensor& delta) {
  const torch::AutoGradMode withGradients(true);
  const auto x = (m_inputs + delta).detach().requires_grad_(true);
  const auto logits = m_model.logits(x);
  const auto margin = outcomeMargin(logits, m_labels, m_outcome);
  const auto gradient = torch::autograd::grad({margin.sum()}, {x}).front();
  const auto steepness = innerProduct(gradient, gradient).sqrt().clamp_min(tiny);
  const auto away = -gradient / perItem(steepness, gradient.dim());
  const Plane plane{away, margin.detach() / steepness + innerProduct(away, delta)};
  keep(delta, plane, isChanged(m_model, logits.detach(), m_labels, m_outcome));
  return plane;
}

/// A plane is believed where δ is close to it.
void Boundary::keep(const torch::Tensor& delta, const Plane& plane, const torch::Tensor& changed) {
  constexpr double close = 0.1;  // of the length
  const auto length = innerProduct(delta, delta).sqrt();
  const auto direction = unitLength(delta);
  const auto crossing = plane.along(direction);
  const auto estimate = torch::where((crossing - length).abs() < close * length, crossing,
                                     torch::where(changed, length, infinity));
  const auto better = (estimate < m_estimate) & (length > 0);
  m_estimate = torch::where(better, estimate, m_estimate);
  m_direction = torch::where(perItem(better, delta.dim()), direction, m_direction);
  m_nearest = torch::where(changed & (length < m_nearest), length, m_nearest);
}

torch::Tensor Boundary::changedAt(const torch::Tensor& lengths) const {
  const torch::NoGradGuard noGrad;
  const auto logits = m_model.logits(m_inputs + m_direction * perItem(lengths, m_inputs.dim()));
  return isChanged(m_model, logits, m_labels, m_outcome);
}

torch::Tensor Boundary::nearest() const {
  constexpr int outward = 6, halvings = 8;
  const auto start = torch::where(torch::isfinite(m_estimate), m_estimate, 0.0);
  auto low = 0.98 * start, high = 1.0001 * start;
  auto found = torch::zeros_like(m_labels, torch::kBool);
  double further = 1e-3;
  for (int i = 0; i < outward && !found.all().item<bool>(); ++i) {
    if (i > 0) high = torch::where(found, high, high * (1 + further)), further *= 4;
    found = found | changedAt(high);
    low = torch::where(found, low, high);
  }
  for (int i = 0; i < halvings; ++i) {
    const auto middle = (low + high) / 2;
    const auto changed = changedAt(middle);
    high = torch::where(changed, middle, high);
    low = torch::where(changed, low, middle);
  }
  return torch::minimum(torch::where(found, high, infinity), m_nearest);
}

}  // namespace rho::robustness
