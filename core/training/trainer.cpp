// SPDX-License-Identifier: Apache-2.0
#include "training/trainer.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>

#include "model/tensor.h"
#include "training/determinism.h"
#include "training/learning_rate.h"
#include "training/validation.h"

namespace rho::training {

namespace {

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
  }

 private:
  std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// A network that guesses has a loss of ln(classes); hundred times that is no learning.
double explodedLoss(const model::ModelCard& card) {
  constexpr double times = 100;
  return times *
         std::log(card.task == model::Task::multiLabel ? 2 : std::max(card.classCount(), 2));
}

}  // namespace

/// While it lives, the network is in training.
class Trainer::InTraining {
 public:
  explicit InTraining(TrainingEngine& engine) : m_engine(engine) { m_engine.beginTraining(); }
  ~InTraining() { m_engine.endTraining(); }
  InTraining(const InTraining&) = delete;
  InTraining& operator=(const InTraining&) = delete;

 private:
  TrainingEngine& m_engine;
};

/// While it lives, the network in training is as it would be kept.
class Trainer::InUse {
 public:
  explicit InUse(TrainingEngine& engine) : m_engine(engine) { m_engine.endTraining(); }
  ~InUse() { m_engine.beginTraining(); }
  InUse(const InUse&) = delete;
  InUse& operator=(const InUse&) = delete;

 private:
  TrainingEngine& m_engine;
};

Trainer::Trainer(model::Model& model, const Recipe& recipe, TrainingSetup setup)
    : m_model(model),
      m_recipe(recipe),
      m_setup(std::move(setup)),
      m_workers(m_setup.workers ? *m_setup.workers : m_alone),
      m_stepsPerEpoch(m_setup.batches.batchesPerEpoch()),
      m_engine(model, recipe, m_workers) {
  if (recipe.evidence && !m_setup.batches.hasMasks())
    throw InvalidInput("the recipe's \"evidence\"",
                       "needs masks, and none of the training images has one",
                       "name them in the data's address, as in FOLDER?masks=MASKS");
}

void Trainer::run(TrainingSink& sink, const JobContext& context) {
  const Determinism determinism(m_recipe.deterministic);
  const InTraining training(m_engine);
  examineLosses();  // of steps before a stop
  m_engine.broadcast();
  m_lastGood = snapshot();
  while (m_progress.epochs < m_recipe.epochs) {
    if (m_progress.step == (m_progress.epochs + 1) * m_stepsPerEpoch)
      finishEpoch(sink, context);
    else
      step(sink, context);
  }
}

void Trainer::step(TrainingSink& sink, const JobContext& context) {
  // All stop together, because a step needs all.
  if (m_workers.any(context.stopRequested())) throw Cancelled();
  const Stopwatch watch;
  const auto inStep = contextOfStep(context);
  const auto index = m_progress.step;
  m_window.add(m_engine.step(nextBatch(inStep), index, learningRate(index), inStep));
  ++m_progress.step;
  const bool due = m_progress.step % m_setup.reportEvery == 0;
  if (due) examineLosses();
  m_progress.seconds += watch.seconds();
  m_unreportedSeconds += watch.seconds();
  context.report(static_cast<double>(m_progress.step) / static_cast<double>(steps()),
                 fmt::format("epoch {} of {}", m_progress.epochs + 1, m_recipe.epochs));
  if (due) sink.onReport(stepReport());
  sink.onStep(m_progress.step);
}

data::Samples Trainer::nextBatch(const JobContext& context) {
  const auto step = m_progress.step;
  if (m_batchesAt != step || step % m_stepsPerEpoch == 0)
    m_setup.batches.startEpoch(step / m_stepsPerEpoch, step % m_stepsPerEpoch);
  m_batchesAt = step + 1;
  return m_setup.batches.next(context);
}

/// A step of one process may be left in its middle; where there are others, they would wait for it.
JobContext Trainer::contextOfStep(const JobContext& context) const {
  if (m_workers.size() > 1) return {};
  const double done = static_cast<double>(m_progress.step) / static_cast<double>(steps());
  return context.part(done, done);
}

void Trainer::finishEpoch(TrainingSink& sink, const JobContext& context) {
  const Stopwatch watch;
  examineLosses();
  auto report = epochReport();
  const InUse use(m_engine);
  report.validation = validation(context);
  m_progress.seconds += watch.seconds();
  report.seconds = m_progress.seconds;
  ++m_progress.epochs;
  m_progress.crossEntropy = m_progress.penalty = 0;
  sink.onEpoch(report);
}

std::optional<Metrics> Trainer::validation(const JobContext& context) const {
  const int epoch = m_progress.epochs + 1;
  const bool due = epoch % m_recipe.validation.every == 0 || epoch == m_recipe.epochs;
  if (!due || !m_setup.validation.labels.defined() || !m_workers.leads()) return std::nullopt;
  return validate(m_model, m_setup.validation, m_recipe.validation, contextOfStep(context));
}

/// Reads what the last steps came to; what is good becomes the state to fall back to.
void Trainer::examineLosses() {
  const auto losses = m_window.read();
  auto step = m_progress.step - std::ssize(losses);
  const double limit = explodedLoss(m_model.card());
  for (const auto& each : losses) {
    ++step;
    if (!std::isfinite(each.crossEntropy + each.penalty) || each.crossEntropy > limit)
      giveUp(step, each);
    m_progress.crossEntropy += each.crossEntropy;
    m_progress.penalty += each.penalty;
    m_unreported.push_back(each);
  }
  if (losses.empty()) return;
  if (!m_engine.isFinite()) giveUp(step, losses.back());
  m_lastGood = snapshot();
}

void Trainer::giveUp(std::int64_t step, const StepLosses& losses) {
  restore(m_lastGood);
  throw Diverged(
      "training",
      fmt::format("the loss or the weights are no longer finite, or the loss has exploded: epoch "
                  "{}, step {}, cross-entropy {:.4g}, other terms {:.4g}, learning rate {:.4g}",
                  (step - 1) / m_stepsPerEpoch + 1, step, losses.crossEntropy, losses.penalty,
                  learningRate(step - 1)),
      fmt::format("the weights of step {} are kept; use a smaller learning rate, a warm-up or a "
                  "tighter gradient_clip",
                  m_progress.step));
}

StepReport Trainer::stepReport() {
  StepReport report;
  report.epoch = m_progress.epochs + 1;
  report.step = m_progress.step;
  report.of = steps();
  const auto count = static_cast<double>(m_unreported.size());
  for (const auto& each : m_unreported) {
    report.crossEntropy += each.crossEntropy / count;
    report.penalty += each.penalty / count;
  }
  report.psi = m_engine.psi();
  report.learningRate = learningRate(m_progress.step - 1);
  report.imagesPerSecond = count * m_recipe.batch * m_workers.size() / m_unreportedSeconds;
  report.seconds = m_progress.seconds;
  m_unreported.clear();
  m_unreportedSeconds = 0;
  return report;
}

EpochReport Trainer::epochReport() {
  EpochReport report;
  report.epoch = m_progress.epochs + 1;
  report.crossEntropy = m_progress.crossEntropy / static_cast<double>(m_stepsPerEpoch);
  report.penalty = m_progress.penalty / static_cast<double>(m_stepsPerEpoch);
  report.psi = m_engine.psi();
  report.learningRate = learningRate(m_progress.step - 1);
  return report;
}

double Trainer::learningRate(std::int64_t step) const {
  return learningRateAt(m_recipe, step, m_stepsPerEpoch);
}

TrainerState Trainer::snapshot() const {
  auto state = m_engine.state();
  state.progress = toJson(m_progress);
  return state;
}

TrainerState Trainer::state() {
  examineLosses();
  auto state = snapshot();
  for (auto& [name, tensor] : state.tensors) tensor = tensor.to(torch::kCPU);
  return state;
}

void Trainer::restore(const TrainerState& state) {
  const auto progress = progressFromJson(state.progress);
  const auto finished = progress.epochs * m_stepsPerEpoch;
  if (progress.step < finished || progress.step > finished + m_stepsPerEpoch ||
      progress.epochs < 0 || progress.epochs > m_recipe.epochs)
    throw InvalidInput("training state", "is of a run with other data or another number of epochs",
                       "go on with the recipe and the data that the run was started with");
  m_engine.restore(state);
  m_progress = progress;
  m_batchesAt = -1;
  m_window = {};
  m_unreported.clear();
  m_unreportedSeconds = 0;
}

}  // namespace rho::training
