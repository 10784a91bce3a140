// SPDX-License-Identifier: Apache-2.0
#include "training/metrics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/tensor.h"
#include "training/calibration.h"
#include "training/ranking.h"

namespace rho::training {

namespace {

using Table = at::TensorAccessor<double, 2>;

double negativeLog(double confidence) { return -std::log(std::max(confidence, 1e-30)); }

/// Scores of one class and whether each item is of it, as far as it is known.
struct Column {
  std::vector<double> scores;
  std::vector<bool> positive;
};

std::optional<double> meanOf(const std::vector<std::optional<double>>& values) {
  double sum = 0, count = 0;
  for (const auto& value : values)
    if (value) sum += *value, count += 1;
  return count > 0 ? std::optional(sum / count) : std::nullopt;
}

double balancedAccuracyOf(const std::vector<std::vector<std::int64_t>>& confusion) {
  double sum = 0, present = 0;
  for (std::size_t label = 0; label < confusion.size(); ++label) {
    const auto count =
        std::accumulate(confusion[label].begin(), confusion[label].end(), std::int64_t{0});
    if (count == 0) continue;
    sum += static_cast<double>(confusion[label][label]) / static_cast<double>(count);
    present += 1;
  }
  return present > 0 ? sum / present : 0;
}

/// One label per item.
Metrics metricsOfClasses(const Table& p, const std::vector<std::int64_t>& labels) {
  Metrics metrics;
  const auto classes = static_cast<std::size_t>(p.size(1));
  metrics.confusion.assign(classes, std::vector<std::int64_t>(classes, 0));
  std::vector<Column> columns(classes);
  CalibrationError calibration;
  const double n = static_cast<double>(labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const double* row = p[static_cast<std::int64_t>(i)].data();
    const auto decision = static_cast<std::size_t>(std::max_element(row, row + classes) - row);
    const auto label = static_cast<std::size_t>(labels[i]);
    ++metrics.confusion[label][decision];
    metrics.accuracy += decision == label ? 1 / n : 0;
    metrics.crossEntropy += negativeLog(row[label]) / n;
    calibration.add(row[decision], decision == label);
    for (std::size_t c = 0; c < classes; ++c) {
      columns[c].scores.push_back(row[c]);
      columns[c].positive.push_back(c == label);
    }
  }
  metrics.balancedAccuracy = balancedAccuracyOf(metrics.confusion);
  metrics.calibrationError = calibration.value();
  if (classes == 2) {
    metrics.auc = areaUnderRoc(columns[1].scores, columns[1].positive);
    return metrics;
  }
  for (const auto& column : columns)
    metrics.aucPerClass.push_back(areaUnderRoc(column.scores, column.positive));
  metrics.auc = meanOf(metrics.aucPerClass);
  return metrics;
}

/// Any number of labels per item; each class is a decision of its own.
Metrics metricsOfLabels(const Table& p, const Table& labels,
                        const std::vector<double>& decisionPoints) {
  Metrics metrics;
  CalibrationError calibration;
  double known = 0, balanced = 0, balancedClasses = 0;
  for (std::int64_t c = 0; c < p.size(1); ++c) {
    Column column;
    const auto place = static_cast<std::size_t>(c);
    const double point = place < decisionPoints.size() ? decisionPoints[place] : 0.5;
    std::vector<std::vector<std::int64_t>> confusion(2, std::vector<std::int64_t>(2, 0));
    for (std::int64_t i = 0; i < p.size(0); ++i) {
      if (std::isnan(labels[i][c])) continue;
      const bool positive = labels[i][c] > 0.5, decision = p[i][c] >= point;
      const double confidence = decision ? p[i][c] : 1 - p[i][c];
      column.scores.push_back(p[i][c]);
      column.positive.push_back(positive);
      ++confusion[positive][decision];
      known += 1;
      metrics.accuracy += decision == positive ? 1 : 0;
      metrics.crossEntropy += negativeLog(positive ? p[i][c] : 1 - p[i][c]);
      calibration.add(confidence, decision == positive);
    }
    metrics.aucPerClass.push_back(areaUnderRoc(column.scores, column.positive));
    if (column.scores.empty()) continue;
    balanced += balancedAccuracyOf(confusion);
    balancedClasses += 1;
  }
  metrics.accuracy /= std::max(known, 1.0);
  metrics.crossEntropy /= std::max(known, 1.0);
  metrics.balancedAccuracy = balanced / std::max(balancedClasses, 1.0);
  metrics.calibrationError = calibration.value();
  metrics.auc = meanOf(metrics.aucPerClass);
  return metrics;
}

}  // namespace

Metrics metricsOf(const torch::Tensor& confidences, const torch::Tensor& labels,
                  const std::vector<double>& decisionPoints) {
  const auto p = confidences.to(torch::kCPU, torch::kFloat64).contiguous();
  Metrics metrics;
  if (labels.dim() == 2) {
    const auto known = labels.to(torch::kCPU, torch::kFloat64).contiguous();
    metrics = metricsOfLabels(p.accessor<double, 2>(), known.accessor<double, 2>(), decisionPoints);
  } else {
    const auto indices = labels.to(torch::kCPU, torch::kInt64).contiguous();
    const auto* first = indices.data_ptr<std::int64_t>();
    metrics = metricsOfClasses(p.accessor<double, 2>(), {first, first + indices.numel()});
  }
  metrics.n = p.size(0);
  return metrics;
}

nlohmann::json toJson(const Metrics& metrics) {
  // A table of a thousand classes would be megabytes in every line of a log.
  constexpr std::size_t mostClassesToList = 100;
  nlohmann::json json = {{"n", metrics.n},
                         {"accuracy", metrics.accuracy},
                         {"balanced_accuracy", metrics.balancedAccuracy},
                         {"cross_entropy", metrics.crossEntropy},
                         {"ece", metrics.calibrationError}};
  if (!metrics.confusion.empty() && metrics.confusion.size() <= mostClassesToList)
    json["confusion"] = metrics.confusion;
  if (metrics.auc) json["auc"] = *metrics.auc;
  if (!metrics.aucPerClass.empty()) {
    auto& each = json["auc_per_class"] = nlohmann::json::array();
    for (const auto& auc : metrics.aucPerClass)
      each.push_back(auc ? nlohmann::json(*auc) : nlohmann::json());
  }
  if (const auto& quick = metrics.quickAra) {
    json["attack_ara"] = quick->ara;
    json["attack_ara_images"] = quick->images;
    json["attack_ara_search"] = quick->search;
  }
  if (const auto& inside = metrics.evidence.inside) json["evidence_inside"] = *inside;
  if (const auto& outside = metrics.evidence.outside) json["evidence_outside"] = *outside;
  return json;
}

torch::Tensor confidencesOf(const model::Model& model, const torch::Tensor& inputs,
                            const JobContext& context) {
  torch::NoGradGuard noGrad;
  const std::int64_t count = inputs.size(0);
  const std::int64_t batch =
      std::clamp<std::int64_t>((64 * 32 * 32 * 3) / inputs[0].numel(), 4, 64);
  std::vector<torch::Tensor> parts;
  for (std::int64_t first = 0; first < count; first += batch) {
    context.step(first, count, "predicting");
    const auto part = inputs.slice(0, first, std::min(first + batch, count)).to(model.device());
    parts.push_back(model.confidences(model.logits(data::floatInputs(part))).to(torch::kCPU));
  }
  context.report(1);
  return torch::cat(parts);
}

}  // namespace rho::training
