// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <string>

namespace rho::model {

enum class Activation { relu, halfHuber };

/// Throws InvalidInput for a name that is none.
Activation activationFromName(const std::string& name);
std::string nameOf(Activation activation);

/// The smoothed ReLU of Woods et al. (2019): 0 below 0, x²/(2d) on [0, d], x - d/2 above. Its
/// derivative is clamp(x, 0, d)/d. Differentiable twice, as the robust training terms need.
torch::Tensor halfHuber(const torch::Tensor& x, double d);

}  // namespace rho::model
