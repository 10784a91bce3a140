// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "training/objective.h"

namespace rho::training {

/// The penalty on input gradients, ψ · mean |∂s/∂x|^z, and the controller of its weight ψ (Woods et
/// al. 2019): ψ grows while the cross-entropy is below the target, so that the network becomes as
/// insensitive as the wanted loss allows. s is per image one logit drawn uniformly, or with
/// probability ζ logit(true) − max of the others; a multi-label network has no such margin, and
/// always takes one logit. r and ψ stay on the device.
class RobustPenalty : public Objective {
 public:
  RobustPenalty(const RobustTerms& terms, const model::Model& model);

  void prepare(TrainingStep& step, const JobContext&) override;
  torch::Tensor term(const TrainingStep& step, const torch::Tensor& logits) override;
  /// r ← max(0, r + clamp(−ln(CE/target), −0.01, 1)).
  void updated(const torch::Tensor& crossEntropy) override;

  torch::Tensor psi() const override;  ///< psi · exp(rate · r)
  std::vector<model::NamedTensor> state() const override { return {{"robust_terms.r", m_r}}; }

 private:
  torch::Tensor drawScores(const TrainingStep& step, const torch::Tensor& logits) const;

  RobustTerms m_terms;
  torch::Tensor m_r;  // one value in double precision
};

}  // namespace rho::training
