// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

namespace rho::model {

/// 3×3 convolutions of stride 1, padded by 1, of whole batches by Winograd's minimal filtering
/// (Lavin and Gray 2016). Images: N×C×H×W floats on the CPU in channels-last order; weights:
/// out×in×3×3.

/// Whether these numbers of channels can be done: multiples of 16.
bool winogradSupports(std::int64_t inputs, std::int64_t outputs);
inline bool winogradSupports(const torch::Tensor& weight) {
  return winogradSupports(weight.size(1), weight.size(0));
}

/// The convolution, or with `transposed` the one that takes gradients from its results back to its
/// inputs.
torch::Tensor winogradConvolution(const torch::Tensor& x, const torch::Tensor& weight,
                                  bool transposed);

/// The gradient of the weights of a convolution of x whose results have the gradient g. The same
/// bytes whenever the number of threads is the same.
torch::Tensor winogradWeightGradient(const torch::Tensor& x, const torch::Tensor& g);

}  // namespace rho::model
