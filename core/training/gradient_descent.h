// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <vector>

namespace rho::training {

/// Stochastic gradient descent with momentum and weight decay, as torch.optim.SGD computes it, in
/// one operator for all weights.
class GradientDescent {
 public:
  struct Options {
    double momentum = 0.9;
    bool nesterov = true;
    double weightDecay = 1e-4;
  };
  GradientDescent(std::vector<torch::Tensor> weights, const Options& options);

  /// Forgets the gradients.
  void zeroGradients();
  /// Shortens the gradient of all weights together to an L2 norm of at most bound; nothing is read
  /// back from the device.
  void clipGradients(double bound);
  /// Changes the weights along their gradients. A weight without one (its block was dropped) counts
  /// as having zero, as it does where several processes average theirs: momentum and decay go on.
  void step(double learningRate);

  /// One velocity per weight, zero at the start.
  const std::vector<torch::Tensor>& velocities() const { return m_velocities; }

 private:
  std::vector<torch::Tensor> m_weights, m_velocities;
  Options m_options;
};

}  // namespace rho::training
