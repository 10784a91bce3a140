// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

namespace rho::model {

/// Whether trainingConvolution() takes these values: N×C×H×W floats on the CPU, no autocast.
bool trainingConvolutionSupports(const torch::Tensor& x);

/// A 3×3 convolution without bias, padded by 1, for training: differentiable any number of times,
/// where each derivative is again one convolution, one transposed convolution or one gradient of
/// weights. LibTorch's own second derivative takes the gradient of the weights as a convolution
/// with a kernel of the image's size. Stride 1 and channels in multiples of 16 go through
/// Winograd's convolutions, everything else through LibTorch's. weight: out×in×3×3.
torch::Tensor trainingConvolution(const torch::Tensor& x, const torch::Tensor& weight, int stride);

}  // namespace rho::model
