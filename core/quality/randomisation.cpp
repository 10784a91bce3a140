// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "model/tensor.h"
#include "quality/attribution.h"
#include "quality/metric_options.h"
#include "quality/metrics.h"
#include "quality/network_copy.h"
#include "quality/similarity.h"

namespace rho::quality {

namespace {

/// An explanation that explains the network must change when the network's weights are replaced by
/// random ones.
class Randomisation : public Metric {
 public:
  Randomisation() {
    m_info = {.id = "randomisation",
              .title = "Model randomisation",
              .summary =
                  "How similar the map stays while the network's layers are replaced by "
                  "random ones, from the last to the first.",
              .source = "Adebayo et al. 2018, Sanity checks for saliency maps",
              .better = Better::lower,
              .low = -1,
              .high = 1,
              .options = {}};
    m_info.options = {
        choiceOption("mode", {"cascading", "independent"},
                     "cascading: what is random stays so while the next layers follow; "
                     "independent: only one stage of layers at a time is random."),
        choiceOption("similarity", {"rank", "ssim"},
                     "Spearman's rank correlation, or structural similarity."),
        choiceOption("sign", {"absolute", "signed"},
                     "Compare how much pixels matter, or also in which direction."),
        integerOption("stages", 8, 1, 10000,
                      "In how many steps the layers become random; each takes one map.")};
  }

  const MetricInfo& info() const override { return m_info; }
  bool appliesTo(const Case& subject) const override {
    return subject.explain && !subject.model.network().parameters().empty() &&
           canBeCopied(subject.model, subject.loadAgain);
  }

 protected:
  Measurement compute(const Case& subject, const nlohmann::json& options,
                      const JobContext& context) const override {
    const auto layers = weightedLayers(subject.model);
    const auto asked = options.at("stages").get<std::int64_t>();
    const auto stages = std::min(asked, static_cast<std::int64_t>(layers.size()));
    const std::string sign = options.at("sign");
    const auto original = importance(subject.map, sign);
    const bool ranks = options.at("similarity") == "rank";
    const bool cascading = options.at("mode") == "cascading";
    std::optional<model::Model> copy;
    Measurement found;
    for (std::int64_t stage = 0; stage < stages; ++stage) {
      context.step(stage, stages);
      if (!copy || !cascading) copy = copyOf(subject.model, subject.loadAgain);
      randomise(*copy, layersOf(layers, stage, stages), subject.seed);
      const auto map = importance(subject.explain(*copy, subject.input, context.silent()), sign);
      found.curve.push_back(ranks ? rankCorrelation(map, original)
                                  : structuralSimilarity(map, original));
    }
    found.value = std::accumulate(found.curve.begin(), found.curve.end(), 0.0) /
                  static_cast<double>(found.curve.size());
    return found;
  }

 private:
  /// The layers of a stage, counted from the output.
  static std::vector<std::string> layersOf(const std::vector<std::string>& layers,
                                           std::int64_t stage, std::int64_t stages) {
    const auto count = std::ssize(layers);
    return {layers.begin() + (count - count * (stage + 1) / stages),
            layers.begin() + (count - count * stage / stages)};
  }

  MetricInfo m_info;
};

}  // namespace

const Metric& randomisation() {
  static const Randomisation metric;
  return metric;
}

}  // namespace rho::quality
