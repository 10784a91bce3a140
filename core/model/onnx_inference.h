// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "model/forward_precision.h"
#include "onnx/program.h"

namespace rho::model {

/// A copy of a program that computes the same but for rounding, faster and without gradients, on a
/// CPU: the weights of its convolutions in the order that oneDNN reads, sums and ReLU in one pass
/// with the convolution before them. example: an input of the size that it will be used with;
/// others work too, but slower. In bfloat16 what lies between convolutions stays in that type.
onnx::Program forInference(const onnx::Program& program, Precision precision,
                           const torch::Tensor& example);

}  // namespace rho::model
