// SPDX-License-Identifier: Apache-2.0
#include "training/metrics.h"

#include <algorithm>
#include <numeric>

#include "model/tensor.h"

namespace rho::training {

namespace {

/// Mann–Whitney: the probability that a positive scores above a negative, ties counting half.
std::optional<double> aucOf(const std::vector<double>& scores, const std::vector<bool>& positive) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return scores[a] < scores[b]; });
  double rankSum = 0, positives = 0;
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i;
    while (end < order.size() && scores[order[end]] == scores[order[i]]) ++end;
    const double rank = (static_cast<double>(i + end) + 1) / 2;
    for (; i < end; ++i)
      if (positive[order[i]]) rankSum += rank, positives += 1;
  }
  const double negatives = static_cast<double>(scores.size()) - positives;
  if (positives == 0 || negatives == 0) return std::nullopt;
  return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
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

}  // namespace

Metrics metricsOf(const torch::Tensor& confidences, const torch::Tensor& labels) {
  Metrics metrics;
  metrics.n = labels.size(0);
  const auto p = confidences.to(torch::kCPU, torch::kFloat64).contiguous();
  const auto classes = p.size(1);
  const auto decisions = p.argmax(1);
  metrics.confusion.assign(static_cast<std::size_t>(classes),
                           std::vector<std::int64_t>(static_cast<std::size_t>(classes), 0));
  std::vector<double> scores;
  std::vector<bool> positive;
  for (std::int64_t i = 0; i < metrics.n; ++i) {
    const auto label = labels[i].item<std::int64_t>();
    ++metrics.confusion[static_cast<std::size_t>(label)]
                       [static_cast<std::size_t>(decisions[i].item<std::int64_t>())];
    scores.push_back(p[i][classes - 1].item<double>());
    positive.push_back(label == classes - 1);
  }
  const auto cpuLabels = labels.to(torch::kCPU);
  metrics.accuracy = decisions.eq(cpuLabels).to(torch::kFloat64).mean().item<double>();
  metrics.balancedAccuracy = balancedAccuracyOf(metrics.confusion);
  const auto wanted = p.gather(1, cpuLabels.view({-1, 1}));
  metrics.crossEntropy = -wanted.clamp_min(1e-30).log().mean().item<double>();
  if (classes == 2) metrics.auc = aucOf(scores, positive);
  return metrics;
}

nlohmann::json toJson(const Metrics& metrics) {
  nlohmann::json json = {{"n", metrics.n},
                         {"accuracy", metrics.accuracy},
                         {"balanced_accuracy", metrics.balancedAccuracy},
                         {"cross_entropy", metrics.crossEntropy},
                         {"confusion", metrics.confusion}};
  if (metrics.auc) json["auc"] = *metrics.auc;
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
    parts.push_back(model.confidences(model.logits(part)).to(torch::kCPU));
  }
  context.report(1);
  return torch::cat(parts);
}

}  // namespace rho::training
