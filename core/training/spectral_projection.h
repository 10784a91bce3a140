// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "training/objective.h"

namespace rho::training {

/// Keeps every convolution's largest singular value, as an operator on images with stride 1, at or
/// below the bound: after each update one round of the power method, from where the last one ended,
/// and a division of the weights where they are above (Gouk et al. 2021). Batch norm is not
/// bounded.
class SpectralProjection : public Objective {
 public:
  SpectralProjection(const SpectralNorm& settings, const model::Model& model);

  void updated(const torch::Tensor& crossEntropy) override;
  std::vector<model::NamedTensor> state() const override { return m_vectors; }

 private:
  SpectralNorm m_settings;
  std::vector<torch::Tensor> m_weights;
  std::vector<model::NamedTensor> m_vectors;  // the current singular vector of each weight
};

}  // namespace rho::training
