// SPDX-License-Identifier: Apache-2.0
#include "robustness/smallest_change.h"

#include <limits>

#include "model/tensor.h"
#include "robustness/per_item.h"

namespace rho::robustness {

namespace {

torch::Tensor rowsWhere(const torch::Tensor& flags) { return flags.nonzero().squeeze(1); }

}  // namespace

SmallestChange::SmallestChange(const model::Model& model, torch::Tensor inputs,
                               torch::Tensor labels, Outcome outcome)
    : m_model(model),
      m_inputs(std::move(inputs)),
      m_labels(std::move(labels)),
      m_outcome(outcome),
      m_changed(torch::zeros_like(m_labels, torch::kBool)),
      m_distances(torch::full_like(m_labels, std::numeric_limits<double>::infinity(),
                                   torch::TensorOptions(torch::kFloat32))),
      m_nearest(torch::zeros_like(m_inputs)) {}

/// Only unchanged images need a gradient, and most stay on their side from one step to the next:
/// each is taken for what it was, and asked again in the rare case that it just came back.
torch::Tensor SmallestChange::direction(const torch::Tensor& delta) {
  auto direction = -delta;
  // Nothing is smaller than 0: what is wrong from the start is not asked again.
  const auto wereChanged = rowsWhere(m_changed & (m_distances > 0));
  follow(delta, rowsWhere(~m_changed), direction);
  if (wereChanged.size(0) > 0) {
    const auto stillChanged = look(delta, wereChanged);
    m_changed.index_copy_(0, wereChanged, stillChanged);
    follow(delta, wereChanged.index_select(0, rowsWhere(~stillChanged)), direction);
  }
  const auto length = rmse(delta);
  const auto found = m_changed & (length < m_distances);
  m_distances = torch::where(found, length, m_distances);
  m_nearest = torch::where(perItem(found, delta.dim()), delta, m_nearest);
  return direction;
}

/// The gradient away from the true class, for those rows whose outcome is unchanged.
void SmallestChange::follow(const torch::Tensor& delta, const torch::Tensor& rows,
                            torch::Tensor& direction) {
  if (rows.size(0) == 0) return;
  const torch::AutoGradMode withGradients(true);
  const auto x = (m_inputs + delta).index_select(0, rows).detach().requires_grad_(true);
  const auto labels = m_labels.index_select(0, rows);
  const auto logits = m_model.logits(x);
  const auto odds = model::logOdds(m_model, logits, labels);
  const auto away = -torch::autograd::grad({odds.sum()}, {x}).front();
  const auto changed = isChanged(m_model, logits.detach(), labels, m_outcome);
  m_changed.index_copy_(0, rows, changed);
  const auto unchanged = rowsWhere(~changed);
  direction.index_copy_(0, rows.index_select(0, unchanged), away.index_select(0, unchanged));
}

torch::Tensor SmallestChange::look(const torch::Tensor& delta, const torch::Tensor& rows) {
  const torch::NoGradGuard noGrad;
  const auto logits = m_model.logits((m_inputs + delta).index_select(0, rows));
  return isChanged(m_model, logits, m_labels.index_select(0, rows), m_outcome);
}

}  // namespace rho::robustness
