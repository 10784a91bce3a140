// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "base/random.h"
#include "training/recipe.h"

namespace rho::training {

/// The penalty on input gradients and the controller of its weight ψ (Woods et al. 2019): ψ grows
/// while the cross-entropy is below the target, so that the network becomes as insensitive as the
/// wanted loss allows.
class RobustPenalty {
 public:
  explicit RobustPenalty(const RobustTerms& terms) : m_terms(terms) {}

  double psi() const;

  /// ψ · mean |∂s/∂x|^z, differentiable. inputs: N×C×H×W that require gradients; logits computed
  /// from them; s is per image one logit drawn uniformly, or with probability ζ
  /// logit(true) − max of the others.
  torch::Tensor penalty(const torch::Tensor& inputs, const torch::Tensor& logits,
                        const torch::Tensor& labels, Random& random) const;

  /// r ← max(0, r + clamp(−ln(CE/target), −0.01, 1)), once a batch.
  void adapt(double crossEntropy);

 private:
  RobustTerms m_terms;
  double m_r = 0;
};

}  // namespace rho::training
