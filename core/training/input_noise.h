// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "training/objective.h"

namespace rho::training {

/// Gaussian noise on the input in [0,1], not clamped: noisy training, and what randomized smoothing
/// (Cohen et al. 2019) trains with.
class InputNoise : public Objective {
 public:
  InputNoise(const Noise& settings, const model::Model&) : m_settings(settings) {}

  void prepare(TrainingStep& step, const JobContext&) override {
    step.inputs = step.inputs + m_settings.sigma * step.random.normalLike(step.inputs);
  }

 private:
  Noise m_settings;
};

}  // namespace rho::training
