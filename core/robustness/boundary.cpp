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

Boundary::Boundary(const model::Model& model, torch::Tensor inputs, torch::Tensor labels,
                   Outcome outcome)
    : m_model(model),
      m_inputs(std::move(inputs)),
      m_labels(std::move(labels)),
      m_outcome(outcome),
      m_nearest(torch::full_like(m_labels, infinity, torch::TensorOptions(torch::kFloat32))) {}

Boundary::Plane Boundary::look(const torch::Tensor& delta, const torch::Tensor& rows) {
  const torch::AutoGradMode withGradients(true);
  const auto x = (m_inputs.index_select(0, rows) + delta).detach().requires_grad_(true);
  const auto labels = m_labels.index_select(0, rows);
  const auto logits = m_model.logits(x);
  const auto margin = outcomeMargin(logits, labels, m_outcome);
  const auto gradient = torch::autograd::grad({margin.sum()}, {x}).front();
  const auto steepness = innerProduct(gradient, gradient).sqrt().clamp_min(tiny);
  const auto away = -gradient / perItem(steepness, gradient.dim());
  const auto length = innerProduct(delta, delta).sqrt();
  const auto changed = isChanged(m_model, logits.detach(), labels, m_outcome);
  const auto seen = torch::where(changed, length, infinity);
  m_nearest.index_copy_(0, rows, torch::minimum(m_nearest.index_select(0, rows), seen));
  return {away, margin.detach() / steepness + innerProduct(away, delta)};
}

/// An estimate of the boundary's distance is a little short or long: a little more is tried, then
/// more than that.
torch::Tensor Boundary::nearest(const torch::Tensor& directions,
                                const torch::Tensor& lengths) const {
  const torch::NoGradGuard noGrad;
  auto nearest = m_nearest;
  for (const double excess : {2e-5, 1e-4, 5e-4, 2e-3, 1e-2, 5e-2}) {
    const auto tried = lengths * (1 + excess);
    const auto rows = (tried < nearest).nonzero().squeeze(1);
    if (rows.size(0) == 0) break;
    const auto delta = directions * perItem(tried, directions.dim());
    const auto logits =
        m_model.logits(m_inputs.index_select(0, rows) + delta.index_select(0, rows));
    const auto changed = isChanged(m_model, logits, m_labels.index_select(0, rows), m_outcome);
    const auto seen = torch::where(changed, tried.index_select(0, rows), infinity);
    nearest = nearest.index_copy(0, rows, torch::minimum(nearest.index_select(0, rows), seen));
  }
  return nearest;
}

}  // namespace rho::robustness
