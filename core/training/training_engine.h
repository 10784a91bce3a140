// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "base/job_context.h"
#include "data/data_set.h"
#include "model/model.h"
#include "training/averaged_weights.h"
#include "training/gradient_buckets.h"
#include "training/gradient_descent.h"
#include "training/objective.h"
#include "training/trainer_state.h"
#include "training/workers.h"

namespace rho::training {

/// The step of a training, and everything that steps change. One step is: what the objectives make
/// of the inputs, forward, loss and terms, backward, mean over the processes, update, average.
/// Nothing in it waits for a GPU.
class TrainingEngine {
 public:
  /// Throws what objectivesOf throws.
  TrainingEngine(model::Model& model, const Recipe& recipe, Workers& workers);

  /// Puts the network into training, or back to use: frozen, with the weights that would be kept.
  void beginTraining();
  void endTraining();

  /// Changes the weights after one batch of this process. step counts from 0. Returns the task's
  /// loss and the sum of the other terms, two values on the device, means over the processes.
  /// Throws Cancelled (nothing has changed then) and WorkerLost.
  torch::Tensor step(const data::Samples& batch, std::int64_t step, double learningRate,
                     const JobContext& context);

  /// The weight ψ of the robust terms, 0 without them. Waits for the device.
  double psi() const;
  /// Whether all weights are numbers. Waits for the device.
  bool isFinite() const;

  /// Copies of the state, on the device.
  TrainerState state() const;
  /// Throws InvalidInput where it does not fit.
  void restore(const TrainerState& state);
  /// Gives all processes the state of the first.
  void broadcast();

 private:
  struct Part {
    std::string name;
    std::vector<model::NamedTensor> tensors;
  };
  std::vector<Part> parts() const;
  torch::Tensor backward(TrainingStep& step, const JobContext& context);
  void shareStatistics(torch::Tensor& losses) const;

  model::Model& m_model;
  const Recipe m_recipe;
  Workers& m_workers;
  std::vector<model::NamedTensor> m_weights;
  GradientDescent m_descent;
  AveragedWeights m_average;
  GradientBuckets m_buckets;
  std::vector<std::unique_ptr<Objective>> m_objectives;
};

}  // namespace rho::training
