// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <functional>

#include "base/job_context.h"

namespace rho::robustness {

/// The settings of the published loop (Woods et al. 2019). Every use of it, explanations,
/// robustness and adversarial training, differs only in the direction that it follows.
struct PerturbationLoop {
  int steps = 35;          ///< T
  double momentum = 0;     ///< m: v ← m·v + (1−m)·d
  bool trackLast = false;  ///< one more visit after the last step, without moving
  bool clamp = false;      ///< keep input + δ within [0,1] after every step

  /// Called with step k and δ (N×C×H×W); returns the direction per image, of any length.
  using Direction = std::function<torch::Tensor(int step, const torch::Tensor& delta)>;

  /// Starts at δ = 0 and repeats δ ← δ + d/(RMSE(d)+1e−8) · size·(T−k)/(T(T+1)/2) for k = 0..T−1.
  /// sizes: N values, the total length of the path per image (ρ·overshoot). Returns δ.
  /// Checks the context before every step. Throws Cancelled.
  torch::Tensor run(const torch::Tensor& input, const torch::Tensor& sizes,
                    const Direction& direction, const JobContext& context = {}) const;
};

}  // namespace rho::robustness
