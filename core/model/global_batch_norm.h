// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <functional>

#include "model/norm_activation.h"

namespace rho::model {

/// While it lives, batch norms in training that this thread computes take their statistics over the
/// batches of all processes that train together, as if they were one batch. For SmallResNet.
class GlobalBatchNorm {
 public:
  /// The sum of a tensor over the processes, differentiable as often as is asked.
  using Sum = std::function<torch::Tensor(const torch::Tensor&)>;

  /// Every process's batch must be of the same size.
  GlobalBatchNorm(Sum sum, int processes);
  ~GlobalBatchNorm();
  GlobalBatchNorm(const GlobalBatchNorm&) = delete;
  GlobalBatchNorm& operator=(const GlobalBatchNorm&) = delete;

  /// The one that lives in this thread, or null.
  static const GlobalBatchNorm* current();
  /// x: N×C×H×W of this process; updates the running statistics. Differentiable twice.
  torch::Tensor normalised(const torch::Tensor& x, const BatchNorm& norm) const;

 private:
  Sum m_sum;
  int m_processes;
  const GlobalBatchNorm* m_outer;
};

}  // namespace rho::model
