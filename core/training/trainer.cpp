// SPDX-License-Identifier: Apache-2.0
#include "training/trainer.h"

#include <fmt/format.h>
#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/sgd.h>

#include <chrono>
#include <cmath>
#include <numbers>

#include "base/error.h"
#include "model/architectures.h"
#include "model/tensor.h"
#include "training/averaged_weights.h"
#include "training/batch_sampler.h"
#include "training/robust_terms.h"

namespace rho::training {

nlohmann::json toJson(const EpochReport& report) {
  nlohmann::json json = {
      {"epoch", report.epoch}, {"cross_entropy", report.crossEntropy}, {"penalty", report.penalty},
      {"psi", report.psi},     {"learning_rate", report.learningRate}, {"seconds", report.seconds}};
  if (report.validation) json["validation"] = toJson(*report.validation);
  return json;
}

model::Model modelFromRecipe(const Recipe& recipe, const std::vector<std::string>& classNames) {
  model::ModelCard card;
  card.name = recipe.name;
  card.architecture = recipe.architecture;
  card.architectureOptions = recipe.architectureOptions;
  card.architectureOptions["classes"] = classNames.size();
  card.architectureOptions["input_channels"] = recipe.inputChannels;
  card.classNames = classNames;
  card.inputHeight = recipe.inputSize[0];
  card.inputWidth = recipe.inputSize[1];
  card.inputChannels = recipe.inputChannels;
  card.mean = recipe.mean;
  card.standardDeviation = recipe.standardDeviation;
  card.gradCamLayer = recipe.gradcamLayer;
  card.training["recipe"] = toJson(recipe);
  // Through JSON, because that is where a card is checked.
  card = model::cardFromJson(model::toJson(card), "recipe " + recipe.name);
  return model::Model(card, model::architectureNamed(card.architecture, recipe.name)
                                .build(card.architectureOptions, recipe.seed));
}

Trainer::Trainer(model::Model& model, const Recipe& recipe, data::Samples training,
                 data::Samples validation)
    : m_model(model),
      m_recipe(recipe),
      m_training(std::move(training)),
      m_validation(std::move(validation)) {}

/// What one run keeps between its epochs.
struct Trainer::Epoch {
  Trainer& trainer;
  Random random;
  BatchSampler sampler;
  std::vector<torch::Tensor> weights;
  torch::optim::SGD optimiser;
  AveragedWeights average;
  std::optional<RobustPenalty> penalty;
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();

  explicit Epoch(Trainer& t)
      : trainer(t),
        random(t.m_recipe.seed),
        sampler(t.m_training, t.m_recipe),
        weights(weightsOf(t.m_model.network())),
        optimiser(weights, torch::optim::SGDOptions(t.m_recipe.learningRate)
                               .momentum(t.m_recipe.momentum)
                               .nesterov(t.m_recipe.momentum > 0)
                               .weight_decay(t.m_recipe.weightDecay)),
        average(t.m_model.network(), t.m_recipe.ema) {
    if (t.m_recipe.robustTerms) penalty.emplace(*t.m_recipe.robustTerms);
  }

  static std::vector<torch::Tensor> weightsOf(const model::Network& network) {
    std::vector<torch::Tensor> tensors;
    for (const auto& named : network.parameters()) tensors.push_back(named.tensor);
    return tensors;
  }

  double setLearningRate(std::int64_t step, std::int64_t steps) {
    const double phase = std::numbers::pi * static_cast<double>(step) / static_cast<double>(steps);
    const double rate = trainer.m_recipe.learningRate * 0.5 * (1 + std::cos(phase));
    for (auto& group : optimiser.param_groups())
      static_cast<torch::optim::SGDOptions&>(group.options()).lr(rate);
    return rate;
  }

  /// One update; returns cross-entropy and penalty.
  std::pair<double, double> step(std::int64_t index) {
    const auto batch = sampler.batch(index, random);
    const auto device = trainer.m_model.device();
    auto inputs = batch.inputs.to(device);
    const auto labels = batch.labels.to(device);
    if (penalty) inputs.requires_grad_();
    const auto logits = trainer.m_model.logits(inputs);
    auto loss = torch::cross_entropy_loss(logits, labels);
    const double crossEntropy = loss.item<double>();
    double penalised = 0;
    if (penalty) {
      const auto term = penalty->penalty(inputs, logits, labels, random);
      penalised = term.item<double>();
      loss = loss + term;
      penalty->adapt(crossEntropy);
    }
    if (!std::isfinite(crossEntropy + penalised))
      throw Error(ExitCode::invalidInput, "training", "the loss is no longer finite",
                  "use a smaller learning rate");
    optimiser.zero_grad();
    loss.backward();
    if (trainer.m_recipe.gradientClip > 0)
      torch::nn::utils::clip_grad_norm_(weights, trainer.m_recipe.gradientClip);
    optimiser.step();
    average.update();
    return {crossEntropy, penalised};
  }

  EpochReport run(int epoch, const JobContext& context) {
    EpochReport report;
    report.epoch = epoch + 1;
    sampler.startEpoch(random);
    const auto batches = sampler.batchesPerEpoch();
    for (std::int64_t b = 0; b < batches; ++b) {
      context.step(b, batches, fmt::format("epoch {} of {}", epoch + 1, trainer.m_recipe.epochs));
      report.learningRate = setLearningRate(epoch * batches + b, trainer.m_recipe.epochs * batches);
      const auto [crossEntropy, penalised] = step(b);
      report.crossEntropy += crossEntropy / static_cast<double>(batches);
      report.penalty += penalised / static_cast<double>(batches);
    }
    report.psi = penalty ? penalty->psi() : 0;
    return report;
  }
};

void Trainer::run(const EpochSink& sink, const JobContext& context) {
  auto& network = m_model.network();
  network.train(true);
  Epoch epoch(*this);
  const bool averaged = m_recipe.ema > 0;
  try {
    for (int e = 0; e < m_recipe.epochs; ++e) {
      const double from = static_cast<double>(e) / m_recipe.epochs;
      auto report = epoch.run(e, context.part(from, from + 1.0 / m_recipe.epochs));
      network.train(false);
      if (averaged) epoch.average.swap();
      if (m_validation.labels.defined())
        report.validation =
            metricsOf(confidencesOf(m_model, m_validation.inputs), m_validation.labels);
      report.seconds =
          std::chrono::duration<double>(std::chrono::steady_clock::now() - epoch.start).count();
      sink(report);
      if (e + 1 == m_recipe.epochs) return;
      if (averaged) epoch.average.swap();
      network.train(true);
    }
  } catch (...) {
    network.train(false);
    throw;
  }
}

}  // namespace rho::training
