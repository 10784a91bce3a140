// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "base/job_context.h"
#include "model/model.h"
#include "robustness/outcome.h"

namespace rho::robustness {

/// The fast search for the smallest perturbation that changes the outcome. It stays where the
/// boundary, taken for a plane, lies in the direction of δ, so that nothing is spent on finding the
/// way there (as DeepFool, Moosavi-Dezfooli et al. 2016, and FMN, Pintor et al. 2021):
/// a walk turns δ towards the gradient in steps that shrink along a cosine; a descent of |δ| over
/// the directions starts from the best of it and takes a step only where it is better; bisection
/// along the best direction ends it.
struct NearestChange {
  int walkSteps = 25;     ///< passes with a gradient
  int descentSteps = 15;  ///< passes with a gradient
  double firstTurn = 1;   ///< of the walk, in units of |δ|
  double lastTurn = 0.1;  ///< of the walk, in units of |δ|

  /// inputs: N×C×H×W in [0,1] on the model's device; labels: N (int64). Returns N distances (RMSE,
  /// double, on the CPU): 0 where the outcome has changed without any perturbation, infinite where
  /// none was found. Throws Cancelled.
  torch::Tensor run(const model::Model& model, const torch::Tensor& inputs,
                    const torch::Tensor& labels, Outcome outcome,
                    const JobContext& context = {}) const;
};

}  // namespace rho::robustness
