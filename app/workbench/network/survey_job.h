// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include "workbench/inspect/inspection.h"

namespace rho::workbench {

/// What is to be found out about a network and an image beyond its answers.
struct SurveyPlan {
  std::shared_ptr<const Analysis> network;
  image::Image image;
  int target = 0;
  bool preflight = true;  ///< it does not depend on the class
};

/// Where the findings go, as they come.
struct SurveySinks {
  std::function<void(std::vector<preflight::Finding>)> preflight;
  std::function<void(SurveyedLayer)> layer;
};

/// For a worker. Throws rho::Error, Cancelled among them.
void runSurvey(const SurveyPlan& plan, const SurveySinks& sinks, const JobContext& context);

}  // namespace rho::workbench
