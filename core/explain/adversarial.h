// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <string>
#include <vector>

#include "base/job_context.h"
#include "explain/explainer.h"
#include "model/model.h"

namespace rho::explain {

/// Whether the perturbation makes the network more or less confident of the class.
enum class Direction { raise, lower };

/// How an adversarial explanation is computed (Woods, Chen, Teuscher 2019).
struct AdversarialOptions {
  std::string mode = "paper";  ///< "paper": the published loop; "fast": fewer, longer steps
  int steps = 0;               ///< 0: the mode's own number, 35 or 12
  double overshoot = 5;        ///< paper: length of the path in units of ρ
  double momentum = 0;         ///< paper: 0 is none
  bool clamp = false;          ///< keep the perturbed pixels within [0,1]
};

/// What is asked for one item of a batch.
struct AdversarialTarget {
  int target = 0;
  Direction direction = Direction::raise;
  double rho = 0.1;  ///< bound on RMSE(δ), > 0; the published loop ends within 1 % around it
};

struct AdversarialResult {
  torch::Tensor delta;             ///< N×C×H×W
  torch::Tensor logits;            ///< N×classes, of input + delta
  std::vector<double> rhoReached;  ///< RMSE of each delta
  /// Per item: the steps at which the network was asked (it is not while δ only shrinks), and the
  /// end.
  std::vector<std::vector<TracePoint>> traces;
};

/// The perturbations of a batch. inputs: N×C×H×W in [0,1]; targets: N. Follows the gradient of the
/// log-odds of the class, which has the direction of the cross-entropy's but does not underflow.
/// Throws InvalidInput (ρ ≤ 0, steps or mode out of range) and Cancelled.
AdversarialResult adversarialPerturbation(const model::Model& model, const torch::Tensor& inputs,
                                          const std::vector<AdversarialTarget>& targets,
                                          const AdversarialOptions& options,
                                          const JobContext& context = {});

}  // namespace rho::explain
