// SPDX-License-Identifier: Apache-2.0
#include "training/robust_penalty.h"

#include <limits>

#include "data/upload.h"
#include "model/tensor.h"

namespace rho::training {

namespace {

/// logit(true) − max of the others, per image.
torch::Tensor marginOf(const torch::Tensor& logits, const torch::Tensor& labels) {
  const auto column = labels.view({-1, 1});
  const auto others = logits.scatter(1, column, -std::numeric_limits<float>::infinity());
  return logits.gather(1, column).squeeze(1) - std::get<0>(others.max(1));
}

}  // namespace

RobustPenalty::RobustPenalty(const RobustTerms& terms, const model::Model& model)
    : m_terms(terms),
      m_r(torch::zeros({}, torch::TensorOptions(torch::kFloat64).device(model.device()))) {}

void RobustPenalty::prepare(TrainingStep& step, const JobContext&) {
  step.inputs = step.inputs.detach().requires_grad_(true);
}

torch::Tensor RobustPenalty::drawScores(const TrainingStep& step,
                                        const torch::Tensor& logits) const {
  const auto classes = logits.size(1);
  const bool hasMargin = step.model.card().task == model::Task::singleLabel;
  constexpr std::int64_t theMargin = -1;
  std::vector<std::int64_t> drawn;
  const auto classDraws = step.random.perImage(logits.size(0));
  const auto marginDraws = step.random.perImage(logits.size(0));
  for (std::size_t i = 0; i < classDraws.size(); ++i)
    drawn.push_back(hasMargin && marginDraws[i] < m_terms.zeta
                        ? theMargin
                        : static_cast<std::int64_t>(classDraws[i] * static_cast<double>(classes)));
  const auto choice = data::upload(torch::tensor(drawn, torch::kInt64), logits.device());
  const auto single = logits.gather(1, choice.clamp_min(0).view({-1, 1})).squeeze(1);
  if (!hasMargin) return single;
  return torch::where(choice == theMargin, marginOf(logits, step.targets), single);
}

torch::Tensor RobustPenalty::term(const TrainingStep& step, const torch::Tensor& logits) {
  const auto scores = drawScores(step, logits);
  const auto gradient = torch::autograd::grad({scores.sum()}, {step.inputs}, {},
                                              /*retain_graph=*/true, /*create_graph=*/true)[0];
  const auto magnitude =
      m_terms.exponent == 2 ? gradient.square() : gradient.abs().pow(m_terms.exponent);
  return psi().to(magnitude.dtype()) * magnitude.mean();
}

void RobustPenalty::updated(const torch::Tensor& crossEntropy) {
  const auto step = -(crossEntropy.detach().to(m_r).clamp_min(1e-12) / m_terms.lossTarget).log();
  m_r.add_(step.clamp(-0.01, 1)).clamp_min_(0);
}

torch::Tensor RobustPenalty::psi() const { return m_terms.psi * (m_terms.rate * m_r).exp(); }

}  // namespace rho::training
