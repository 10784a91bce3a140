// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <functional>

#include "base/job_context.h"

namespace rho::training {

/// Ascent within |δ| ≤ size of every value, and with x+δ in [0,1]: each step moves every value by
/// stepSize in the direction of the gradient's sign (Madry et al. 2018).
struct ProjectedAscent {
  double size = 8.0 / 255;
  double stepSize = 2.0 / 255;
  int steps = 10;

  /// Returns x+δ. start: where the search begins, of inputs' shape. gradient: of what grows, at an
  /// x+δ. Throws Cancelled.
  torch::Tensor run(const torch::Tensor& inputs, const torch::Tensor& start,
                    const std::function<torch::Tensor(const torch::Tensor&)>& gradient,
                    const JobContext& context = {}) const;
};

}  // namespace rho::training
