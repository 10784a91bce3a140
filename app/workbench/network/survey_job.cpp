// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/survey_job.h"

#include "workbench/inspect/pictures.h"

namespace rho::workbench {

namespace {

constexpr double patience = 3;  ///< seconds for the layers of very deep networks
constexpr double preflightShare = 0.15;

}  // namespace

void runSurvey(const SurveyPlan& plan, const SurveySinks& sinks, const JobContext& context) {
  if (plan.preflight)
    sinks.preflight(plan.network->preflight(plan.image, context.part(0, preflightShare)));
  const auto take = [&](LayerSummary summary) {
    auto picture = layerPicture(summary.activation);
    sinks.layer({std::move(summary), std::move(picture)});
  };
  plan.network->surveyLayers(plan.image, plan.target, patience, take,
                             context.part(preflightShare, 1));
}

}  // namespace rho::workbench
