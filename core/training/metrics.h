// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/job_context.h"
#include "data/data_set.h"
#include "model/model.h"
#include "training/evidence_share.h"

namespace rho::training {

/// How far images have to be changed, from a search that is quicker than the published one.
struct QuickAra {
  double ara = 0;      ///< attack ARA; infinite where the search changed no outcome
  int images = 0;      ///< how many were measured
  std::string search;  ///< which search it was, because a better one finds smaller changes
};

/// How well a network does on labelled images. Where each class stands on its own, the figures are
/// over all labels that are known, decided at their decision points (model/decision.h).
struct Metrics {
  std::int64_t n = 0;           ///< images
  double accuracy = 0;          ///< share of decisions that are the label
  double balancedAccuracy = 0;  ///< mean over the classes that occur; for labels of their own, of
                                ///< their mean sensitivity and specificity
  double crossEntropy = 0;      ///< mean, in nats
  double calibrationError = 0;  ///< expected calibration error, 15 bins (Guo et al. 2017)
  /// Area under the ROC curve: of the second of two classes, else the mean over the classes, each
  /// against the rest (macro). Classes that lack positives or negatives are left out.
  std::optional<double> auc;
  std::vector<std::optional<double>> aucPerClass;    ///< where there are not just two classes
  std::vector<std::vector<std::int64_t>> confusion;  ///< [label][decision]; empty for labels of
                                                     ///< their own
  std::optional<QuickAra> quickAra;
  EvidenceShare evidence;  ///< where masks tell
};

/// confidences: N×classes; labels: N class indices (int64), or N×classes 0 or 1 with NaN where
/// unknown, which is left out. At least one image. decisionPoints: of labels of their own, one for
/// each class; 1/2 where they are left out.
Metrics metricsOf(const torch::Tensor& confidences, const torch::Tensor& labels,
                  const std::vector<double>& decisionPoints = {});
/// The confusion is left out where there are more than 100 classes.
nlohmann::json toJson(const Metrics& metrics);

/// N×classes confidences for N×C×H×W inputs, in batches, without gradients.
torch::Tensor confidencesOf(const model::Model& model, const torch::Tensor& inputs,
                            const JobContext& context = {});

}  // namespace rho::training
