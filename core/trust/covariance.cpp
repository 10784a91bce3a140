// SPDX-License-Identifier: Apache-2.0
#include "trust/covariance.h"

#include <algorithm>

#include "model/tensor.h"

namespace rho::trust {

torch::Tensor shrunkCovariance(const torch::Tensor& samples) {
  const auto x = samples.to(torch::kFloat64) - samples.to(torch::kFloat64).mean(0, true);
  const auto n = static_cast<double>(x.size(0)), d = static_cast<double>(x.size(1));
  const auto covariance = x.t().mm(x) / n;
  const double mu = covariance.trace().item<double>() / d;
  const auto target = mu * torch::eye(x.size(1), x.options());
  // How far the estimate is from the target, and how much of that is the scatter of the samples'
  // outer products around it.
  const double away = (covariance - target).square().sum().item<double>();
  const double scatter = (x.square().sum(1).square().sum().item<double>() / n -
                          covariance.square().sum().item<double>()) /
                         n;
  const double shrinkage = away > 0 ? std::clamp(scatter / away, 0.0, 1.0) : 0;
  return (1 - shrinkage) * covariance + shrinkage * target;
}

}  // namespace rho::trust
