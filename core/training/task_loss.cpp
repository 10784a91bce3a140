// SPDX-License-Identifier: Apache-2.0
#include "training/task_loss.h"

#include "model/tensor.h"
#include "training/autocast.h"

namespace rho::training {

namespace {

torch::Tensor binaryCrossEntropy(const torch::Tensor& logits, const torch::Tensor& targets,
                                 double smoothing) {
  const auto known = ~targets.isnan();
  const auto wanted = targets.nan_to_num(0).to(logits.dtype()) * (1 - smoothing) + smoothing / 2;
  const auto each =
      torch::binary_cross_entropy_with_logits(logits, wanted, {}, {}, at::Reduction::None);
  return torch::where(known, each, torch::zeros_like(each)).sum() / known.sum().clamp_min(1);
}

}  // namespace

torch::Tensor taskLoss(const torch::Tensor& logits, const torch::Tensor& targets, model::Task task,
                       double smoothing) {
  if (task == model::Task::multiLabel) return binaryCrossEntropy(logits, targets, smoothing);
  return torch::cross_entropy_loss(logits, targets, {}, at::Reduction::Mean, -100, smoothing);
}

torch::Tensor awayFromTargets(const model::Model& model, const torch::Tensor& inputs,
                              const torch::Tensor& targets) {
  const torch::AutoGradMode withGradients(true);
  const auto x = inputs.detach().requires_grad_(true);
  const auto logits = fullPrecision(model.logits(x));
  // Every image by itself: the mean over the known labels of the batch would only scale them.
  const auto away = model.card().task == model::Task::multiLabel
                        ? taskLoss(logits, targets, model::Task::multiLabel)
                        : -model::logOdds(model, logits, targets).sum();
  return torch::autograd::grad({away}, {x}).front();
}

}  // namespace rho::training
