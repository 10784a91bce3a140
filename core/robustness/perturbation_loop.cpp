// SPDX-License-Identifier: Apache-2.0
#include "robustness/perturbation_loop.h"
#include "robustness/per_item.h"

#include "base/error.h"
#include "model/tensor.h"

namespace rho::robustness {

torch::Tensor PerturbationLoop::run(const torch::Tensor& input, const torch::Tensor& sizes,
                                    const Direction& direction, const JobContext& context) const {
  if (steps < 1) throw InvalidInput("steps", "must be at least 1");
  if (sizes.dim() != 1 || sizes.size(0) != input.size(0))
    throw InvalidInput("sizes", "there must be one for each image");
  constexpr double tiny = 1e-8;  // of the published code: a zero direction stays zero
  const double weights = 0.5 * steps * (steps + 1);
  const int visits = steps + (trackLast ? 1 : 0);
  auto delta = torch::zeros_like(input);
  torch::Tensor velocity;
  for (int step = 0; step < visits; ++step) {
    context.step(step, visits);
    const auto d = direction(step, delta).detach();
    if (step == steps) break;
    torch::NoGradGuard noGrad;
    auto move = d / perItem(rmse(d) + tiny, d.dim());
    if (momentum > 0) {
      velocity =
          velocity.defined() ? momentum * velocity + (1 - momentum) * move : (1 - momentum) * move;
      move = velocity;
    }
    // A new tensor each step: callers may keep the δ that they were shown.
    delta = delta + move * perItem(sizes * ((steps - step) / weights), d.dim());
    if (clamp) delta = (input + delta).clamp(0, 1) - input;
  }
  context.step(visits, visits);
  return delta;
}

}  // namespace rho::robustness
