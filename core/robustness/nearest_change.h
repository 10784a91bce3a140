// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "base/job_context.h"
#include "model/model.h"
#include "robustness/outcome.h"

namespace rho::robustness {

/// The fast search for the smallest perturbation that changes the outcome: the published loop in a
/// tenth of its steps, then a quasi-Newton descent over the directions of the boundary's distance,
/// which is taken for a plane close by (as DeepFool, Moosavi-Dezfooli et al. 2016, and FMN, Pintor
/// et al. 2021).
struct NearestChange {
  int roamSteps = 50;      ///< of the published loop
  double momentum = 0.85;  ///< of the published loop
  double reach = 60;       ///< of the published loop: its size over the boundary's distance
  int descentSteps = 60;   ///< at most: passes with a gradient

  /// inputs: N×C×H×W in [0,1] on the model's device; labels: N (int64). Returns N distances (RMSE,
  /// double, on the CPU): 0 where the outcome has changed without any perturbation, infinite where
  /// none was found. Throws Cancelled.
  torch::Tensor run(const model::Model& model, const torch::Tensor& inputs,
                    const torch::Tensor& labels, Outcome outcome,
                    const JobContext& context = {}) const;
};

}  // namespace rho::robustness
