// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "explain/explainer.h"
#include "quality/metric.h"

namespace rho::quality {

/// Methods and measures with their complete options.
using ChosenMethods = std::vector<std::pair<const explain::Explainer*, nlohmann::json>>;
using ChosenMetrics = std::vector<std::pair<const Metric*, nlohmann::json>>;

/// What all methods are asked about: one image, as of Case.
struct Question {
  const model::Model& model;
  torch::Tensor input;  ///< 1×C×H×W in [0,1] on the model's device
  int target = 0;
  torch::Tensor evidence;  ///< H×W flags, or undefined
  std::uint64_t seed = 0;
  std::function<model::Model()> loadAgain;
};

/// What was found for one map: an entry for each measure, empty where it does not apply.
struct Judgement {
  std::string method;
  std::vector<std::optional<Measurement>> measurements;
};

/// The maps of the methods, judged by the measures. Throws what the methods and measures throw.
std::vector<Judgement> judge(const Question& question, const ChosenMethods& methods,
                             const ChosenMetrics& metrics, const JobContext& context = {});

/// The same for a map that was made elsewhere: H×W floats. Measures that make maps anew do not
/// apply to it.
Judgement judgeMap(const Question& question, const std::string& name, const torch::Tensor& map,
                   const ChosenMetrics& metrics, const JobContext& context = {});

}  // namespace rho::quality
