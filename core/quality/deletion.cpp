// SPDX-License-Identifier: Apache-2.0
#include "explain/baseline.h"
#include "model/tensor.h"
#include "quality/answers.h"
#include "quality/attribution.h"
#include "quality/exchange.h"
#include "quality/metric_options.h"
#include "quality/metrics.h"

namespace rho::quality {

namespace {

/// The area under the confidence while the most important pixels give way to the baseline
/// (deletion), or come in over the baseline (insertion).
class AreaUnderExchange : public Metric {
 public:
  AreaUnderExchange(bool inserts, MetricInfo info) : m_inserts(inserts), m_info(std::move(info)) {
    m_info.source =
        "Petsiuk, Das and Saenko 2018, RISE: randomized input sampling for explanation of "
        "black-box models";
    m_info.options = {baselineOption(inserts ? "blur" : "black"), signOption("signed"),
                      integerOption("steps", 0, 0, 100000,
                                    "Points of the curve; 0 takes as many as the image has rows, "
                                    "so that a step is one row of pixels, as in RISE.")};
  }

  const MetricInfo& info() const override { return m_info; }

 protected:
  Measurement compute(const Case& subject, const nlohmann::json& options,
                      const JobContext& context) const override {
    const auto pixels = subject.map.numel();
    const auto asked = options.at("steps").get<std::int64_t>();
    const auto steps = asked > 0 ? std::min(asked, pixels) : subject.map.size(0);
    const auto baseline = explain::baselineImage(subject.input, options.at("baseline"));
    const Exchange exchange{
        m_inserts ? baseline : subject.input, m_inserts ? subject.input : baseline,
        ranks(importance(subject.map, options.at("sign"))), evenCounts(pixels, steps)};
    auto curve = answersWhile(exchange, subject, "confidence", context);
    return {area(curve), std::move(curve)};
  }

 private:
  bool m_inserts;
  MetricInfo m_info;
};

}  // namespace

const Metric& deletion() {
  static const AreaUnderExchange metric(
      false, {.id = "deletion",
              .title = "Deletion",
              .summary = "The area under the confidence of the class while the most important "
                         "pixels are taken out of the image.",
              .source = {},
              .better = Better::lower,
              .options = {}});
  return metric;
}

const Metric& insertion() {
  static const AreaUnderExchange metric(
      true, {.id = "insertion",
             .title = "Insertion",
             .summary = "The area under the confidence of the class while the most important "
                        "pixels come into a blurred image.",
             .source = {},
             .better = Better::higher,
             .options = {}});
  return metric;
}

}  // namespace rho::quality
