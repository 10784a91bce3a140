// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "base/error.h"
#include "base/job_context.h"
#include "data/batch_source.h"
#include "model/model.h"
#include "training/loss_window.h"
#include "training/reports.h"
#include "training/trainer_state.h"
#include "training/training_engine.h"
#include "training/untrained_model.h"
#include "training/workers.h"

namespace rho::training {

/// The loss is no longer finite, or far beyond that of guessing. The trainer is back at its last
/// good state.
class Diverged : public InvalidInput {
  using InvalidInput::InvalidInput;
};

/// What a training works with.
struct TrainingSetup {
  data::BatchSource batches;      ///< planned by batchPlanOf
  data::Samples validation = {};  ///< may be empty (undefined tensors)
  int reportEvery = 20;  ///< steps, at least 1; how often losses are read, examined and reported
  Workers* workers = nullptr;  ///< the processes that train together; none: this one alone
};

/// Trains a model in memory, epoch by epoch; the caller decides what is stored.
class Trainer {
 public:
  /// The model must be on its device already. Throws InvalidInput where data and recipe do not fit,
  /// and what objectivesOf throws.
  Trainer(model::Model& model, const Recipe& recipe, TrainingSetup setup);

  /// Trains from where the trainer is to the recipe's last epoch. On return and after any error the
  /// model is frozen and holds the weights that would be kept. Throws Cancelled (after a whole
  /// step: run() again, or state(), goes on from there), Diverged, WorkerLost, and what the sink
  /// throws.
  void run(TrainingSink& sink, const JobContext& context = {});

  /// Everything a resume needs, on the CPU. On the same machine, with the same number of threads
  /// and processes, a training that goes on from it computes the same weights bit by bit. Throws
  /// Diverged rather than give out a state that is of no use.
  TrainerState state();
  /// Throws InvalidInput where the state is of another recipe or other data; the trainer is then of
  /// no further use.
  void restore(const TrainerState& state);

  std::int64_t stepsPerEpoch() const { return m_stepsPerEpoch; }
  std::int64_t steps() const { return m_recipe.epochs * m_stepsPerEpoch; }
  const TrainingProgress& progress() const { return m_progress; }

 private:
  class InTraining;
  class InUse;

  void step(TrainingSink& sink, const JobContext& context);
  data::Samples nextBatch(const JobContext& context);
  JobContext contextOfStep(const JobContext& context) const;
  void finishEpoch(TrainingSink& sink, const JobContext& context);
  std::optional<Metrics> validation(const JobContext& context) const;
  void examineLosses();
  [[noreturn]] void giveUp(std::int64_t step, const StepLosses& losses);
  StepReport stepReport();
  EpochReport epochReport();
  double learningRate(std::int64_t step) const;
  TrainerState snapshot() const;

  model::Model& m_model;
  const Recipe m_recipe;
  TrainingSetup m_setup;
  Workers m_alone;
  Workers& m_workers;
  std::int64_t m_stepsPerEpoch;
  TrainingEngine m_engine;

  TrainingProgress m_progress;
  std::int64_t m_batchesAt = -1;  // the step whose batch comes next
  LossWindow m_window;
  std::vector<StepLosses> m_unreported;  // examined since the last step report
  double m_unreportedSeconds = 0;
  TrainerState m_lastGood;
};

}  // namespace rho::training
