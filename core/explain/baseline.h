// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <string>

#include "explain/option.h"

namespace rho::explain {

/// The option "baseline": what stands for the absence of a feature.
OptionSpec baselineOption();

/// N×C×H×W as input: "black" (0), "white" (1), "mean" (each image's mean colour), "blur" (the image
/// blurred by a Gaussian whose standard deviation is a tenth of the smaller side). Throws
/// InvalidInput for another name.
torch::Tensor baselineImage(const torch::Tensor& input, const std::string& name);

}  // namespace rho::explain
