// SPDX-License-Identifier: Apache-2.0
#include "training/evidence_penalty.h"

#include "data/masks.h"
#include "model/tensor.h"
#include "training/autocast.h"

namespace rho::training {

namespace {

/// N×1×H×W: where nothing should sway the network.
torch::Tensor unwanted(const torch::Tensor& masks, bool outside) {
  const auto marked = data::isNotEvidence(masks);
  if (!outside) return marked;
  const auto evidence = data::isEvidence(masks);
  return marked | (~evidence & evidence.flatten(1).any(1).view({-1, 1, 1, 1}));
}

/// Σ over images and classes of log p.
torch::Tensor logConfidences(const torch::Tensor& logits, model::Task task) {
  if (task == model::Task::singleLabel) return torch::log_softmax(logits, 1).sum();
  return (torch::log_sigmoid(logits) + torch::log_sigmoid(-logits)).sum();
}

torch::Tensor ofGradients(const TrainingStep& step, const torch::Tensor& logits,
                          const torch::Tensor& where) {
  const auto sum = logConfidences(logits, step.model.card().task);
  const auto gradient = torch::autograd::grad({sum}, {step.inputs}, {}, /*retain_graph=*/true,
                                              /*create_graph=*/true)[0];
  return (gradient.square() * where).sum();
}

torch::Tensor ofExchange(const TrainingStep& step, const torch::Tensor& logits,
                         const torch::Tensor& where) {
  const auto inputs = step.inputs.detach();
  const auto exchanged = torch::where(where, inputs.roll({1}, {0}), inputs);
  const auto other = fullPrecision(step.model.logits(exchanged));
  // Only for the images that have a mask: in training all depend on the batch's statistics.
  auto change = (logits - other) * where.flatten(1).any(1, /*keepdim=*/true);
  if (step.model.card().task == model::Task::singleLabel)
    change = change - change.mean(1, /*keepdim=*/true);
  return change.square().sum();
}

}  // namespace

void EvidencePenalty::prepare(TrainingStep& step, const JobContext&) {
  if (m_settings.kind == EvidenceTerm::Kind::gradient)
    step.inputs = step.inputs.detach().requires_grad_(true);
}

torch::Tensor EvidencePenalty::term(const TrainingStep& step, const torch::Tensor& logits) {
  const auto where = unwanted(step.masks, m_settings.outside);
  const auto sum = m_settings.kind == EvidenceTerm::Kind::gradient
                       ? ofGradients(step, logits, where)
                       : ofExchange(step, logits, where);
  return m_settings.weight / static_cast<double>(logits.size(0)) * sum;
}

}  // namespace rho::training
