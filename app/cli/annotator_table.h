// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "annotator_trial.h"
#include "curve_plot.h"

namespace rho::cli {

/// A line for every training.
std::string csvTable(const std::vector<AnnotatorResult>& results);

/// Means over the seeds with their 95 % intervals: what the shortcut costs and the masks bring
/// back, and the learning curves. environment: describeMachine().
std::string markdownTable(const AnnotatorPlan& plan, const std::vector<AnnotatorResult>& results,
                          const nlohmann::json& environment);

/// Accuracy over the number of labelled images, for each strategy of the queue.
CurvePlot learningCurves(const std::vector<AnnotatorResult>& results, const std::string& material);

}  // namespace rho::cli
