// SPDX-License-Identifier: Apache-2.0
#include "training/gradient_descent.h"

#include "model/tensor.h"

namespace rho::training {

GradientDescent::GradientDescent(std::vector<torch::Tensor> weights, const Options& options)
    : m_weights(std::move(weights)), m_options(options) {
  for (const auto& weight : m_weights)
    m_velocities.push_back(torch::zeros_like(weight, torch::TensorOptions().requires_grad(false)));
}

void GradientDescent::zeroGradients() {
  for (auto& weight : m_weights) weight.mutable_grad().reset();
}

void GradientDescent::clipGradients(double bound) {
  std::vector<torch::Tensor> gradients;
  for (const auto& weight : m_weights)
    if (weight.grad().defined()) gradients.push_back(weight.grad());
  if (gradients.empty()) return;
  const torch::NoGradGuard noGrad;
  const auto norm = torch::stack(at::_foreach_norm(gradients)).norm();
  at::_foreach_mul_(gradients, (bound / (norm + 1e-6)).clamp_max(1));
}

void GradientDescent::step(double learningRate) {
  const torch::NoGradGuard noGrad;
  std::vector<torch::Tensor> gradients;
  for (const auto& weight : m_weights)
    gradients.push_back(weight.grad().defined() ? weight.grad() : torch::zeros_like(weight));
  const auto velocities = m_options.momentum > 0 ? m_velocities : std::vector<torch::Tensor>{};
  at::_fused_sgd_(m_weights, gradients, velocities, m_options.weightDecay, m_options.momentum,
                  learningRate, /*dampening=*/0, m_options.nesterov && m_options.momentum > 0,
                  /*maximize=*/false, /*is_first_step=*/false);
}

}  // namespace rho::training
