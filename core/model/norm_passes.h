// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <functional>

#include "model/norm_kernels.h"

namespace rho::model {

/// Of the values of each channel; doubles.
struct NormMoments {
  torch::Tensor mean, variance;
};
/// x: N×C×H×W, channels last.
NormMoments momentsOf(const torch::Tensor& x);

/// The values and derivatives of y = act(weight·x̂ + bias), x̂ = (x − mean)/√(variance + ε), where
/// mean and variance are those of x: the arithmetic behind norm_activation.h, without a graph. All
/// images are floats N×C×H×W in channels-last order, all else has one float per channel.
class NormPasses {
 public:
  struct Parameters {
    torch::Tensor weight, bias, mean, inverse;  ///< inverse: 1/√(variance + ε)
    bool huber;                                 ///< half-Huber of width d, otherwise ReLU
    double d;
  };
  explicit NormPasses(const Parameters& parameters);

  torch::Tensor forward(const torch::Tensor& x) const;

  struct Gradients {
    torch::Tensor x, weight, bias;
  };
  /// For g = ∂L/∂y.
  Gradients gradient(const torch::Tensor& x, const torch::Tensor& g) const;

  struct SecondGradients {
    torch::Tensor x, weight, bias, g;
  };
  /// The gradients of ⟨u, gradient(x, g)⟩. `first` is gradient(x, g), of which x is not needed.
  SecondGradients secondGradient(const torch::Tensor& x, const torch::Tensor& g,
                                 const Gradients& first, const Gradients& u) const;

 private:
  /// Adds up per channel what `run(first row, rows, sums)` finds in each piece; doubles, count×C.
  using SumPiece = std::function<void(std::ptrdiff_t, int, float*)>;
  torch::Tensor sums(const torch::Tensor& x, int count, const SumPiece& run) const;

  Parameters m_parameters;
  norms::Layer m_layer;
  const norms::Kernels& m_kernels;
};

}  // namespace rho::model
