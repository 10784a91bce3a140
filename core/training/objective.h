// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <memory>
#include <vector>

#include "base/job_context.h"
#include "model/model.h"
#include "training/recipe.h"
#include "training/step_random.h"

namespace rho::training {

/// One step on its way.
struct TrainingStep {
  const model::Model& model;  ///< in training mode
  torch::Tensor inputs;       ///< N×C×H×W in [0,1], on the model's device
  torch::Tensor targets;  ///< N class indices (int64), or N×classes in [0,1] with NaN for unknown
  StepRandom& random;
  torch::Tensor masks = {};  ///< N×1×H×W (data/masks.h); undefined where the data have none
};

/// One idea of what a network should learn beside its task: what it does in a step of the training.
/// What is not overridden does nothing. Nothing here reads back from the device, so that a GPU is
/// never waited for.
class Objective {
 public:
  virtual ~Objective() = default;

  /// Before the network is asked: replaces the inputs. Throws Cancelled.
  virtual void prepare(TrainingStep&, const JobContext&) {}
  /// A term that is added to the loss, differentiable; undefined for none.
  virtual torch::Tensor term(const TrainingStep&, const torch::Tensor& /*logits*/) { return {}; }
  /// After the weights were changed. crossEntropy: the task's loss of the step, one value, the mean
  /// of all processes.
  virtual void updated(const torch::Tensor& /*crossEntropy*/) {}

  /// The weight of the term where it changes by itself (ψ of the robust terms), one value;
  /// undefined for none.
  virtual torch::Tensor psi() const { return {}; }
  /// What has to survive a stop, by handle: a resume copies into these tensors.
  virtual std::vector<model::NamedTensor> state() const { return {}; }
};

/// The objectives of a recipe, in the order in which they take part in a step. Throws what loading
/// a network throws (ensemble adversarial training).
std::vector<std::unique_ptr<Objective>> objectivesOf(const Recipe& recipe,
                                                     const model::Model& model);

}  // namespace rho::training
