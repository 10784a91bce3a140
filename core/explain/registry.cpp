// SPDX-License-Identifier: Apache-2.0
#include <fmt/ranges.h>

#include "base/error.h"
#include "explain/methods.h"

namespace rho::explain {

const std::vector<const Explainer*>& explainers() {
  static const std::vector<const Explainer*> methods = {
      &aeRaise(),
      &aeLower(),
      &gradCam(),
      &gradCamPlusPlus(),
      &attentionRollout(),
      &lime(),
      &saliency(),
      &inputTimesGradient(),
      &integratedGradients(),
      &smoothGrad(),
      &occlusion(),
      &rise(),
  };
  return methods;
}

const Explainer& explainerNamed(const std::string& id) {
  std::vector<std::string> known;
  for (const auto* explainer : explainers()) {
    if (explainer->info().id == id) return *explainer;
    known.push_back(explainer->info().id);
  }
  throw InvalidInput("method", "\"" + id + "\" is unknown",
                     fmt::format("choose from: {}", fmt::join(known, ", ")));
}

}  // namespace rho::explain
