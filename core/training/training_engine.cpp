// SPDX-License-Identifier: Apache-2.0
#include "training/training_engine.h"

#include <optional>
#include <set>

#include "model/global_batch_norm.h"
#include "model/tensor.h"
#include "training/autocast.h"
#include "training/task_loss.h"

namespace rho::training {

namespace {

std::vector<torch::Tensor> tensorsOf(const std::vector<model::NamedTensor>& named) {
  std::vector<torch::Tensor> tensors;
  for (const auto& item : named) tensors.push_back(item.tensor);
  return tensors;
}

/// What a checkpoint holds beside the weights: the statistics that batch norm keeps.
std::vector<torch::Tensor> runningStatistics(const model::Network& network) {
  std::set<std::string> weights;
  for (const auto& named : network.parameters()) weights.insert(named.name);
  std::vector<torch::Tensor> statistics;
  for (const auto& named : network.state())
    if (!weights.contains(named.name)) statistics.push_back(named.tensor);
  return statistics;
}

}  // namespace

TrainingEngine::TrainingEngine(model::Model& model, const Recipe& recipe, Workers& workers)
    : m_model(model),
      m_recipe(recipe),
      m_workers(workers),
      m_weights(model.network().parameters()),
      m_descent(tensorsOf(m_weights), {.momentum = recipe.momentum,
                                       .nesterov = recipe.nesterov,
                                       .weightDecay = recipe.weightDecay}),
      m_average(model.network(), recipe.ema),
      m_buckets(tensorsOf(m_weights), workers),
      m_objectives(objectivesOf(recipe, model)) {}

void TrainingEngine::beginTraining() {
  m_average.show(false);
  m_model.network().train(true);
}

void TrainingEngine::endTraining() {
  m_model.network().train(false);
  m_average.show(true);
}

torch::Tensor TrainingEngine::step(const data::Samples& batch, std::int64_t index,
                                   double learningRate, const JobContext& context) {
  StepRandom random(m_recipe.seed, index, m_workers.rank(), m_workers.size());
  m_model.network().seedTraining(random.networkSeed());
  const auto device = m_model.device();
  TrainingStep step{m_model, batch.inputs.to(device, /*non_blocking=*/true),
                    batch.labels.to(device, /*non_blocking=*/true), random, batch.masks};
  auto losses = backward(step, context);
  m_buckets.finish();
  shareStatistics(losses);
  if (m_recipe.gradientClip > 0) m_descent.clipGradients(m_recipe.gradientClip);
  m_descent.step(learningRate);
  for (const auto& objective : m_objectives) objective->updated(losses[0]);
  m_average.update(index + 1);
  return losses;
}

/// Leaves the gradients of the loss in the weights.
torch::Tensor TrainingEngine::backward(TrainingStep& step, const JobContext& context) {
  torch::Tensor loss, terms;
  {
    const Autocast precision(m_model.device(), m_recipe.precision);
    std::optional<model::GlobalBatchNorm> statistics;
    if (m_recipe.globalBatchNorm && m_workers.size() > 1)
      statistics.emplace([this](const auto& x) { return m_workers.differentiableSum(x); },
                         m_workers.size());
    for (const auto& objective : m_objectives) objective->prepare(step, context);
    const auto logits = fullPrecision(m_model.logits(step.inputs));
    loss = taskLoss(logits, step.targets, m_recipe.task, m_recipe.labelSmoothing);
    terms = torch::zeros_like(loss);
    for (const auto& objective : m_objectives)
      if (const auto term = objective->term(step, logits); term.defined()) terms = terms + term;
  }
  m_descent.zeroGradients();
  (loss + terms).backward();
  return torch::stack({loss.detach(), terms.detach()});
}

/// Losses and running statistics become the means of the processes', in one message.
void TrainingEngine::shareStatistics(torch::Tensor& losses) const {
  if (m_workers.size() == 1) return;
  const torch::NoGradGuard noGrad;
  auto shared = runningStatistics(m_model.network());
  shared.push_back(losses);
  std::vector<torch::Tensor> flat;
  for (const auto& tensor : shared) flat.push_back(tensor.flatten());
  const auto all = torch::cat(flat);
  m_workers.allReduceMean({all});
  std::int64_t at = 0;
  for (auto& tensor : shared) {
    tensor.copy_(all.slice(0, at, at + tensor.numel()).view(tensor.sizes()));
    at += tensor.numel();
  }
}

double TrainingEngine::psi() const {
  for (const auto& objective : m_objectives)
    if (const auto psi = objective->psi(); psi.defined()) return psi.item<double>();
  return 0;
}

bool TrainingEngine::isFinite() const {
  const torch::NoGradGuard noGrad;
  const auto norms = at::_foreach_norm(tensorsOf(m_average.own()));
  return torch::stack(norms).sum().isfinite().item<bool>();
}

std::vector<TrainingEngine::Part> TrainingEngine::parts() const {
  std::vector<Part> parts = {{"network", m_average.own()}, {"average", m_average.average()}};
  auto& velocities = parts.emplace_back(Part{"velocity", m_weights}).tensors;
  for (std::size_t i = 0; i < velocities.size(); ++i)
    velocities[i].tensor = m_descent.velocities()[i];
  auto& objectives = parts.emplace_back(Part{"objective", {}}).tensors;
  for (const auto& objective : m_objectives)
    for (const auto& named : objective->state()) objectives.push_back(named);
  return parts;
}

TrainerState TrainingEngine::state() const {
  TrainerState state;
  for (const auto& part : parts()) state.add(part.name, part.tensors);
  return state;
}

void TrainingEngine::restore(const TrainerState& state) {
  for (const auto& part : parts()) state.copyTo(part.name, part.tensors);
}

void TrainingEngine::broadcast() {
  for (const auto& part : parts()) m_workers.broadcast(tensorsOf(part.tensors));
}

}  // namespace rho::training
