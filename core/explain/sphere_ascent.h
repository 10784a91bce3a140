// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <functional>

#include "base/job_context.h"

namespace rho::explain {

/// Gradient ascent on the sphere RMSE(δ) = ρ: a perturbation is worth most where it is as large as
/// it may be, so nothing is spent on the way out or on coming back. The first step goes straight to
/// the sphere; later steps are a multiple of ρ that falls along a cosine, each followed by a
/// projection onto the sphere.
struct SphereAscent {
  int steps = 12;
  double firstStep = 1.0;  ///< in units of ρ
  double lastStep = 0.1;   ///< in units of ρ
  bool clamp = false;      ///< keep input + δ within [0,1]; δ may then stay inside the sphere

  /// Called with step k and δ (N×C×H×W); returns the ascent per image, of any length.
  using Direction = std::function<torch::Tensor(int step, const torch::Tensor& delta)>;

  /// rhos: N values. Returns δ. Checks the context before every step. Throws Cancelled.
  torch::Tensor run(const torch::Tensor& input, const torch::Tensor& rhos,
                    const Direction& direction, const JobContext& context = {}) const;
};

}  // namespace rho::explain
