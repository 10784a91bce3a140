// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <vector>

namespace rho::training {

/// The losses of one step.
struct StepLosses {
  double crossEntropy = 0;
  double penalty = 0;
};

/// Collects the losses of steps on the device, so that they are read together, once in many steps.
class LossWindow {
 public:
  /// losses: two values, cross-entropy and penalty.
  void add(const torch::Tensor& losses) { m_losses.push_back(losses); }
  /// The losses since the last call. Waits for the device.
  std::vector<StepLosses> read();

 private:
  std::vector<torch::Tensor> m_losses;
};

}  // namespace rho::training
