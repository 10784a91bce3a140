// SPDX-License-Identifier: Apache-2.0
#include "model/tensor.h"
#include "quality/attribution.h"
#include "quality/metric_options.h"
#include "quality/metrics.h"
#include "quality/region.h"

namespace rho::quality {

namespace {

/// Measures that compare a map with evidence that is known.
class EvidenceMetric : public Metric {
 public:
  explicit EvidenceMetric(MetricInfo info) : m_info(std::move(info)) {}
  const MetricInfo& info() const override { return m_info; }
  bool appliesTo(const Case& subject) const override {
    return subject.evidence.defined() && subject.evidence.any().item<bool>();
  }

 protected:
  MetricInfo m_info;
};

class PointingGame : public EvidenceMetric {
 public:
  using EvidenceMetric::EvidenceMetric;

 protected:
  Measurement compute(const Case& subject, const nlohmann::json& options,
                      const JobContext&) const override {
    const auto place =
        importance(subject.map, options.at("sign")).flatten().argmax().item<std::int64_t>();
    const auto width = subject.map.size(1);
    const auto y = place / width, x = place % width;
    const auto spots = subject.evidence.nonzero();
    const auto away =
        torch::stack({spots.select(1, 0) - y, spots.select(1, 1) - x}).square().sum(0);
    const double tolerance = options.at("tolerance").get<double>();
    return {away.min().item<double>() <= tolerance * tolerance ? 1.0 : 0.0, {}};
  }
};

class Overlap : public EvidenceMetric {
 public:
  using EvidenceMetric::EvidenceMetric;

 protected:
  Measurement compute(const Case& subject, const nlohmann::json& options,
                      const JobContext&) const override {
    const auto known = subject.evidence.to(torch::kBool);
    const double asked = options.at("share").get<double>();
    const double share = asked > 0 ? asked : known.to(torch::kFloat64).mean().item<double>();
    const auto marked = topRegion(importance(subject.map, options.at("sign")), share);
    return {intersectionOverUnion(marked, known), {}};
  }
};

class EnergyInside : public EvidenceMetric {
 public:
  using EvidenceMetric::EvidenceMetric;

 protected:
  Measurement compute(const Case& subject, const nlohmann::json& options,
                      const JobContext&) const override {
    return {shareInside(importance(subject.map, options.at("sign")), subject.evidence), {}};
  }
};

}  // namespace

const Metric& pointingGame() {
  static const PointingGame metric(MetricInfo{
      .id = "pointing-game",
      .title = "Pointing game",
      .summary = "Whether the most important pixel lies in the known evidence.",
      .source = "Zhang et al. 2018, Top-down neural attention by excitation backprop",
      .better = Better::higher,
      .options = {signOption("signed"),
                  numberOption("tolerance", 0, 0, 1e4,
                               "How far beside the evidence still counts, in pixels of the "
                               "network's input (15 in the paper, on large photographs).")}});
  return metric;
}

const Metric& overlap() {
  static const Overlap metric(MetricInfo{
      .id = "iou",
      .title = "IoU",
      .summary = "The intersection over the union of the most important pixels and the known "
                 "evidence.",
      .source = "Zhou et al. 2016, Learning deep features for discriminative localization",
      .better = Better::higher,
      .options = {signOption("signed"),
                  numberOption("share", 0, 0, 1,
                               "Share of the pixels that count as marked; 0 marks as many as the "
                               "evidence has.")}});
  return metric;
}

const Metric& energyInside() {
  static const EnergyInside metric(MetricInfo{
      .id = "energy-inside",
      .title = "Energy inside",
      .summary = "The share of the map's values that lies in the known evidence.",
      .source = "Wang et al. 2020, Score-CAM: score-weighted visual explanations for "
                "convolutional neural networks (energy-based pointing game)",
      .better = Better::higher,
      .options = {choiceOption("sign", {"positive", "absolute"},
                               "What of a signed map counts: the values for the class, or all by "
                               "magnitude.")}});
  return metric;
}

}  // namespace rho::quality
