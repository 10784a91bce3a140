// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "training/objective.h"

namespace rho::training {

/// Ensemble adversarial training (Tramèr et al. 2018): half of the images, drawn, are replaced with
/// single-step examples of one of several fixed networks or of the trained one, drawn per batch.
class EnsembleExamples : public Objective {
 public:
  /// Loads the networks. Throws as model::loadModel, and InvalidInput when one's input or classes
  /// differ from the trained network's.
  EnsembleExamples(const EnsembleAdversarial& settings, const model::Model& model);

  void prepare(TrainingStep& step, const JobContext& context) override;

 private:
  EnsembleAdversarial m_settings;
  std::vector<model::Model> m_networks;
};

}  // namespace rho::training
