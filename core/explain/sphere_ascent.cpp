// SPDX-License-Identifier: Apache-2.0
#include "explain/sphere_ascent.h"

#include <cmath>
#include <numbers>

#include "model/tensor.h"
#include "robustness/per_item.h"

namespace rho::explain {

namespace {

/// Each item scaled to RMSE 1; zero stays zero.
torch::Tensor unit(const torch::Tensor& values) {
  return values / robustness::perItem(robustness::rmse(values).clamp_min(1e-30), values.dim());
}

}  // namespace

torch::Tensor SphereAscent::run(const torch::Tensor& input, const torch::Tensor& rhos,
                                const Direction& direction, const JobContext& context) const {
  const auto radius = robustness::perItem(rhos, input.dim());
  auto delta = torch::zeros_like(input);
  for (int step = 0; step < steps; ++step) {
    context.step(step, steps);
    const auto ascent = unit(direction(step, delta).detach());
    const double done = steps > 1 ? (step - 1.0) / (steps - 1.0) : 0;
    const double length =
        lastStep + (firstStep - lastStep) * 0.5 * (1 + std::cos(std::numbers::pi * done));
    delta = unit(step == 0 ? ascent : delta + ascent * (radius * length)) * radius;
    if (clamp) delta = (input + delta).clamp(0, 1) - input;
  }
  context.step(steps, steps);
  return delta;
}

}  // namespace rho::explain
