// SPDX-License-Identifier: Apache-2.0
#include "robustness/per_item.h"

#include <vector>

#include "model/tensor.h"

namespace rho::robustness {

torch::Tensor rmse(const torch::Tensor& perturbation) {
  return perturbation.flatten(1).square().mean(1).sqrt();
}

torch::Tensor innerProduct(const torch::Tensor& a, const torch::Tensor& b) {
  return (a * b).flatten(1).sum(1);
}

torch::Tensor perItem(const torch::Tensor& values, std::int64_t dimensions) {
  std::vector<std::int64_t> shape(static_cast<std::size_t>(dimensions), 1);
  shape[0] = values.size(0);
  return values.view(shape);
}

torch::Tensor unitLength(const torch::Tensor& values) {
  constexpr double tiny = 1e-30;
  return values / perItem(innerProduct(values, values).sqrt().clamp_min(tiny), values.dim());
}

}  // namespace rho::robustness
