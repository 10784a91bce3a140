// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "training/objective.h"

namespace rho::training {

/// Adversarial training (Madry et al. 2018; in L2 as Woods et al. 2019): images are replaced with
/// ones that the network, as it is, is less right about. Each image is replaced with the recipe's
/// probability; only those are searched for.
class AdversarialExamples : public Objective {
 public:
  AdversarialExamples(const AdversarialTraining& settings, const model::Model&)
      : m_settings(settings) {}

  void prepare(TrainingStep& step, const JobContext& context) override;

 private:
  AdversarialTraining m_settings;
};

/// The rows of a batch that are chosen with a probability each (N indices, int64, on the device of
/// the batch), drawn without waiting for the device.
torch::Tensor chosenRows(TrainingStep& step, double probability);

}  // namespace rho::training
