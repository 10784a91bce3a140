// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <vector>

#include "base/random.h"

namespace rho::model {

/// By what the branch F of a residual block, skip + F(x), is multiplied.
struct BranchScale {
  double value = 1;     ///< of F(x)
  double gradient = 1;  ///< of its gradient

  bool drops() const { return value == 0 && gradient == 0; }
  torch::Tensor operator()(const torch::Tensor& branch) const;
};

/// Regularises a residual network by scaling its branches by chance in training, once per batch:
/// stochastic depth (Huang et al. 2016) leaves a branch out, ShakeDrop (Yamada et al. 2019) scales
/// it by α in [−1, 1) and its gradient by β in [0, 1) instead. Block l of L is left as it is with
/// probability 1 − rate·l/L; afterwards its branch has the expected scale.
class BranchScales {
 public:
  enum class Kind { stochasticDepth, shakeDrop };

  /// rate in [0, 1]: how often the last block is disturbed. With 0 every scale is 1.
  BranchScales(Kind kind, double rate, int blocks) : m_kind(kind), m_rate(rate), m_blocks(blocks) {}

  /// For one pass in training, from the first block to the last.
  std::vector<BranchScale> draw(Random& random) const;
  /// For use: the mean of what draw() gives.
  std::vector<BranchScale> expected() const;

 private:
  Kind m_kind;
  double m_rate;
  int m_blocks;
};

}  // namespace rho::model
