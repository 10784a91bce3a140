// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "training/objective.h"

namespace rho::training {

/// A penalty on what sways the network where an image's mask says that no evidence is: λ times the
/// mean over the images of
///   gradient: Σ (∂/∂x Σ_k log p_k)² over the marked values, as in right for the right reasons
///     (Ross, Hughes, Doshi-Velez 2017). In a multi-label task every class contributes log p and
///     log (1 − p).
///   exchange: Σ_k (z_k − z'_k)² of the logits, less their mean where one class is chosen, where z'
///     are those of the image with the marked pixels of the image before it in the batch. A network
///     can step from one answer to the other between two images whose gradients are flat; this it
///     does not escape.
/// An image without a mask adds nothing, so that the penalty grows with the share of images that
/// have one.
class EvidencePenalty : public Objective {
 public:
  EvidencePenalty(const EvidenceTerm& settings, const model::Model&) : m_settings(settings) {}

  void prepare(TrainingStep& step, const JobContext&) override;
  torch::Tensor term(const TrainingStep& step, const torch::Tensor& logits) override;

 private:
  EvidenceTerm m_settings;
};

}  // namespace rho::training
