// SPDX-License-Identifier: Apache-2.0
#include "training/ensemble_examples.h"

#include "base/error.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "training/adversarial_examples.h"
#include "training/frozen_while.h"
#include "training/projected_ascent.h"
#include "training/task_loss.h"

namespace rho::training {

namespace {

constexpr double replacedShare = 0.5;

void requireFit(const model::ModelCard& card, const model::ModelCard& trained,
                const std::string& file) {
  if (card.inputHeight != trained.inputHeight || card.inputWidth != trained.inputWidth ||
      card.inputChannels != trained.inputChannels)
    throw InvalidInput(file, "takes inputs of another size than the trained network",
                       "choose networks of the same input size and channels");
  if (card.classCount() != trained.classCount() || card.task != trained.task)
    throw InvalidInput(file, "has other classes than the trained network",
                       "choose networks of the same task");
}

}  // namespace

EnsembleExamples::EnsembleExamples(const EnsembleAdversarial& settings, const model::Model& model)
    : m_settings(settings) {
  for (const auto& file : settings.networks) {
    m_networks.push_back(model::loadModel(file, model.device().str()));
    requireFit(m_networks.back().card(), model.card(), file);
  }
}

void EnsembleExamples::prepare(TrainingStep& step, const JobContext& context) {
  const auto drawn = static_cast<std::size_t>(step.random.integer(std::ssize(m_networks) + 1));
  const auto rows = chosenRows(step, replacedShare);
  if (rows.size(0) == 0) return;
  const FrozenWhile frozen(step.model);
  const auto& network = drawn < m_networks.size() ? m_networks[drawn] : step.model;
  const auto inputs = step.inputs.index_select(0, rows);
  const auto targets = step.targets.index_select(0, rows);
  const ProjectedAscent singleStep{m_settings.size, m_settings.size, 1};
  const auto examples = singleStep.run(
      inputs, inputs, [&](const torch::Tensor& x) { return awayFromTargets(network, x, targets); },
      context);
  step.inputs = step.inputs.index_copy(0, rows, examples);
}

}  // namespace rho::training
