// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <vector>

#include "model/network.h"

namespace rho::training {

/// An exponential moving average of a network's weights and running statistics: smoother, and
/// usually better, than the last step's weights.
class AveragedWeights {
 public:
  AveragedWeights(const model::Network& network, double decay);
  /// After each step. The decay warms up with the steps, so that early weights are forgotten.
  void update();
  /// Exchanges the network's values with the average (call again to change back).
  void swap();

 private:
  std::vector<torch::Tensor> m_live;
  std::vector<torch::Tensor> m_average;
  double m_decay;
  long m_steps = 0;
};

}  // namespace rho::training
