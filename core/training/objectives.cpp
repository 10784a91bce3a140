// SPDX-License-Identifier: Apache-2.0
#include "training/adversarial_examples.h"
#include "training/ensemble_examples.h"
#include "training/evidence_penalty.h"
#include "training/input_noise.h"
#include "training/objective.h"
#include "training/robust_penalty.h"
#include "training/spectral_projection.h"
#include "training/trades_term.h"

namespace rho::training {

std::vector<std::unique_ptr<Objective>> objectivesOf(const Recipe& recipe,
                                                     const model::Model& model) {
  std::vector<std::unique_ptr<Objective>> list;
  const auto add = [&]<typename Kind>(std::type_identity<Kind>, const auto& settings) {
    if (settings) list.push_back(std::make_unique<Kind>(*settings, model));
  };
  add(std::type_identity<AdversarialExamples>{}, recipe.adversarialTraining);
  add(std::type_identity<EnsembleExamples>{}, recipe.ensembleAdversarial);
  add(std::type_identity<InputNoise>{}, recipe.noise);
  add(std::type_identity<TradesTerm>{}, recipe.trades);
  // Last of those that change inputs: they differentiate for what the network sees.
  add(std::type_identity<RobustPenalty>{}, recipe.robustTerms);
  add(std::type_identity<EvidencePenalty>{}, recipe.evidence);
  add(std::type_identity<SpectralProjection>{}, recipe.spectralNorm);
  return list;
}

}  // namespace rho::training
