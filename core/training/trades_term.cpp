// SPDX-License-Identifier: Apache-2.0
#include "training/trades_term.h"

#include "model/tensor.h"
#include "training/autocast.h"
#include "training/frozen_while.h"
#include "training/projected_ascent.h"

namespace rho::training {

namespace {

/// Σ over the images of KL(p ‖ q).
torch::Tensor divergence(const torch::Tensor& logits, const torch::Tensor& other,
                         model::Task task) {
  if (task == model::Task::singleLabel) {
    const auto p = torch::log_softmax(logits, 1), q = torch::log_softmax(other, 1);
    return (p.exp() * (p - q)).sum();
  }
  const auto p = torch::sigmoid(logits);
  return (p * (torch::log_sigmoid(logits) - torch::log_sigmoid(other)) +
          (1 - p) * (torch::log_sigmoid(-logits) - torch::log_sigmoid(-other)))
      .sum();
}

}  // namespace

void TradesTerm::prepare(TrainingStep& step, const JobContext& context) {
  constexpr double startDistance = 0.001;
  const FrozenWhile frozen(step.model);
  const auto& model = step.model;
  const auto clean = [&] {
    const torch::NoGradGuard noGrad;
    return fullPrecision(model.logits(step.inputs));
  }();
  const auto gradient = [&](const torch::Tensor& at) {
    const torch::AutoGradMode withGradients(true);
    const auto x = at.detach().requires_grad_(true);
    const auto grown = divergence(clean, fullPrecision(model.logits(x)), model.card().task);
    return torch::autograd::grad({grown}, {x}).front();
  };
  const ProjectedAscent ascent{m_settings.size, m_settings.stepSize, m_settings.steps};
  m_examples =
      ascent.run(step.inputs, step.inputs + startDistance * step.random.normalLike(step.inputs),
                 gradient, context);
}

torch::Tensor TradesTerm::term(const TrainingStep& step, const torch::Tensor& logits) {
  const auto other = fullPrecision(step.model.logits(m_examples));
  const double weight = m_settings.beta / static_cast<double>(logits.size(0));
  return weight * divergence(logits, other, step.model.card().task);
}

}  // namespace rho::training
