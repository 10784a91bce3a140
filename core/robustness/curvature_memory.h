// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <deque>

namespace rho::robustness {

/// The inverse Hessian of a function of each item of a batch, as the latest steps show it (limited
/// memory BFGS: Nocedal, Wright, Numerical Optimization, 7.2). Items do not know of each other.
class CurvatureMemory {
 public:
  /// first: the Hessian's inverse, times the identity, as long as nothing is known.
  CurvatureMemory(std::size_t capacity, double first);

  /// step and the change of the gradient over it: N×…. Items where the function does not curve
  /// upwards along the step learn nothing.
  void add(const torch::Tensor& step, const torch::Tensor& change);

  /// The inverse Hessian times a gradient, N×….
  torch::Tensor times(const torch::Tensor& gradient) const;

 private:
  struct Pair {
    torch::Tensor step, change;
    torch::Tensor weight;  ///< N: 1/⟨step, change⟩, or 0 where nothing was learnt
  };
  std::size_t m_capacity;
  std::deque<Pair> m_pairs;
  double m_first;
  torch::Tensor m_scale;  ///< N
};

}  // namespace rho::robustness
