// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

namespace rho::robustness {

/// Root-mean-square of each item over all its values: N×… to N.
torch::Tensor rmse(const torch::Tensor& perturbation);

/// Σ over the values of each item: N×… and N×… to N.
torch::Tensor innerProduct(const torch::Tensor& a, const torch::Tensor& b);

/// N values, shaped so that they multiply items of that many dimensions: N×1×….
torch::Tensor perItem(const torch::Tensor& values, std::int64_t dimensions);

/// Each item scaled to length 1 (L2); zero stays zero.
torch::Tensor unitLength(const torch::Tensor& values);

}  // namespace rho::robustness
