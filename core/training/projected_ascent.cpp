// SPDX-License-Identifier: Apache-2.0
#include "training/projected_ascent.h"

#include "model/tensor.h"

namespace rho::training {

torch::Tensor ProjectedAscent::run(
    const torch::Tensor& inputs, const torch::Tensor& start,
    const std::function<torch::Tensor(const torch::Tensor&)>& gradient,
    const JobContext& context) const {
  const auto low = (inputs - size).clamp_min(0), high = (inputs + size).clamp_max(1);
  auto x = torch::clamp(start, low, high).detach();
  for (int step = 0; step < steps; ++step) {
    context.throwIfStopped();
    x = torch::clamp(x + gradient(x).sign() * stepSize, low, high).detach();
  }
  return x;
}

}  // namespace rho::training
