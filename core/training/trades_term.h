// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "training/objective.h"

namespace rho::training {

/// TRADES (Zhang et al. 2019): β · KL(p(x) ‖ p(x')), the mean over the images, where x' is found by
/// projected ascent on that divergence from a start 0.001 away (Gaussian). Where each class stands
/// on its own, the divergences of the classes are summed.
class TradesTerm : public Objective {
 public:
  TradesTerm(const Trades& settings, const model::Model&) : m_settings(settings) {}

  void prepare(TrainingStep& step, const JobContext& context) override;
  torch::Tensor term(const TrainingStep& step, const torch::Tensor& logits) override;

 private:
  Trades m_settings;
  torch::Tensor m_examples;  // x' of the step
};

}  // namespace rho::training
