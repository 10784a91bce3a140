// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "model/tensor.h"
#include "quality/metric_options.h"
#include "quality/metrics.h"
#include "quality/noisy_copies.h"
#include "quality/similarity.h"

namespace rho::quality {

namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();

/// Measures that ask how a map changes with its image; they need the method.
class MapMetric : public Metric {
 public:
  explicit MapMetric(MetricInfo info) : m_info(std::move(info)) {}
  const MetricInfo& info() const override { return m_info; }
  bool appliesTo(const Case& subject) const override { return subject.explain != nullptr; }

 private:
  MetricInfo m_info;
};

class MaxSensitivity : public MapMetric {
 public:
  using MapMetric::MapMetric;

 protected:
  Measurement compute(const Case& subject, const nlohmann::json& options,
                      const JobContext& context) const override {
    const auto noise = uniformNoise(subject, options.at("radius").get<double>());
    const auto maps =
        mapsOfCopies(subject, options.at("samples").get<std::int64_t>(), noise, context);
    const double norm = subject.map.norm().item<double>();
    Measurement found;
    for (const auto& map : maps)
      found.curve.push_back((map - subject.map).norm().item<double>() / (norm > 0 ? norm : 1));
    found.value = *std::max_element(found.curve.begin(), found.curve.end());
    return found;
  }
};

class Stability : public MapMetric {
 public:
  using MapMetric::MapMetric;

 protected:
  Measurement compute(const Case& subject, const nlohmann::json& options,
                      const JobContext& context) const override {
    const auto noise = normalNoise(subject, options.at("sigma").get<double>());
    const auto maps =
        mapsOfCopies(subject, options.at("samples").get<std::int64_t>(), noise, context);
    const bool ranks = options.at("similarity") == "rank";
    Measurement found;
    for (const auto& map : maps)
      found.curve.push_back(ranks ? rankCorrelation(map, subject.map)
                                  : structuralSimilarity(map, subject.map));
    found.value = std::accumulate(found.curve.begin(), found.curve.end(), 0.0) /
                  static_cast<double>(found.curve.size());
    return found;
  }
};

}  // namespace

const Metric& maxSensitivity() {
  static const MaxSensitivity metric(MetricInfo{
      .id = "max-sensitivity",
      .title = "Max-sensitivity",
      .summary = "How much the map changes at most when the image changes a little, relative to "
                 "its own norm.",
      .source = "Yeh et al. 2019, On the (in)fidelity and sensitivity of explanations",
      .better = Better::lower,
      .low = 0,
      .high = unbounded,
      .options = {numberOption("radius", 0.02, 1e-6, 1,
                               "Largest change of a pixel value in [0,1] (Captum: 0.02)."),
                  integerOption("samples", 10, 1, 100000, "Changed copies of the image.")}});
  return metric;
}

const Metric& stability() {
  static const Stability metric(MetricInfo{
      .id = "stability",
      .title = "Stability over noise",
      .summary = "How similar the maps of noisy copies of the image are to its own, on average.",
      .source = "Adebayo et al. 2018, Sanity checks for saliency maps, for the similarities; "
                "Alvarez-Melis and Jaakkola 2018, On the robustness of interpretability methods",
      .better = Better::higher,
      .low = -1,
      .high = 1,
      .options = {choiceOption("similarity", {"rank", "ssim"},
                               "Spearman's rank correlation, or structural similarity."),
                  numberOption("sigma", 0.05, 1e-6, 1,
                               "Standard deviation of the noise, of pixel values in [0,1]."),
                  integerOption("samples", 10, 1, 100000, "Noisy copies of the image.")}});
  return metric;
}

}  // namespace rho::quality
