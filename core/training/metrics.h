// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "base/job_context.h"
#include "data/data_set.h"
#include "model/model.h"

namespace rho::training {

/// How well a network does on labelled images.
struct Metrics {
  std::int64_t n = 0;
  double accuracy = 0;          ///< the class of the highest confidence is the label
  double balancedAccuracy = 0;  ///< mean over the classes that occur
  double crossEntropy = 0;      ///< mean, in nats
  std::optional<double> auc;    ///< area under the ROC curve; two classes, both present
  std::vector<std::vector<std::int64_t>> confusion;  ///< [label][decision]
};

/// confidences: N×classes, labels: N.
Metrics metricsOf(const torch::Tensor& confidences, const torch::Tensor& labels);
nlohmann::json toJson(const Metrics& metrics);

/// N×classes confidences for N×C×H×W inputs, in batches, without gradients.
torch::Tensor confidencesOf(const model::Model& model, const torch::Tensor& inputs,
                            const JobContext& context = {});

}  // namespace rho::training
