// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

/// The inner loops of norm_activation.h, y = act(weight·x̂ + bias) with x̂ = (x − mean)·inverse: on
/// rows of channels, as an image in channels-last order is, channels a multiple of 16. Sums are
/// over the rows, one per channel. One table of functions per instruction set.
namespace rho::model::norms {

/// One value per channel each.
struct Layer {
  int channels = 0;
  const float* mean = nullptr;
  const float* inverse = nullptr;  ///< 1/√(variance + ε)
  const float* weight = nullptr;
  const float* bias = nullptr;
  float d = 0;  ///< width of the half-Huber
};

/// Below: p = weight·x̂ + bias; g is ∂L/∂y, e = g·act'(p); u is what the gradient of x is multiplied
/// with, q = c₀·u + c₁·x̂ + c₂ for three coefficients per channel, r = q·g·act''(p).
struct Kernels {
  /// mean, and the sum of squared distances from it.
  void (*moments)(const float* x, int rows, int channels, float* mean, float* squares);
  void (*forward)(const Layer& layer, const float* x, int rows, float* y);

  /// sums: Σe, Σe·x̂.
  void (*gradientSums)(const Layer& layer, const float* x, const float* g, int rows, float* sums);
  /// result = c₀·e + c₁·x̂ + c₂.
  void (*gradient)(const Layer& layer, const float* x, const float* g, int rows,
                   const float* coefficients, float* result);

  /// sums: Σu, Σu·x̂, Σu·e.
  void (*secondSums)(const Layer& layer, const float* x, const float* g, const float* u, int rows,
                     float* sums);
  /// sums: Σr, Σr·x̂.
  void (*curvatureSums)(const Layer& layer, const float* x, const float* g, const float* u,
                        int rows, const float* coefficients, float* sums);
  /// forG = q·act'(p); forX = k₀·r + k₁·e + k₂·u + k₃·x̂ + k₄ with five more coefficients k.
  void (*secondGradient)(const Layer& layer, const float* x, const float* g, const float* u,
                         int rows, const float* coefficients, float* forG, float* forX);
};

/// Those for this processor; half-Huber or ReLU.
const Kernels& kernels(bool huber);
/// All that this processor can run, for tests.
std::vector<const Kernels*> allKernels(bool huber);

}  // namespace rho::model::norms
