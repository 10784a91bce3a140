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

/// Pixel by pixel, after each of which the network is asked: no point before the first.
class PixelFlipping : public Metric {
 public:
  PixelFlipping() {
    m_info = {.id = "pixel-flipping",
              .title = "Pixel flipping",
              .summary =
                  "The mean confidence of the class while pixels are blackened one after "
                  "the other, the most important first.",
              .source =
                  "Bach et al. 2015, On pixel-wise explanations for non-linear classifier "
                  "decisions by layer-wise relevance propagation",
              .better = Better::lower,
              .low = -std::numeric_limits<double>::infinity(),
              .high = std::numeric_limits<double>::infinity(),
              .options = {}};
    m_info.options = {
        integerOption("pixels", 0, 0, 1e6,
                      "Pixels of a step; 0 takes 1 where the image has at most 1024, else as many "
                      "as make 1024 steps."),
        baselineOption("black"), signOption("signed"), answerOption({"confidence", "logit"})};
  }

  const MetricInfo& info() const override { return m_info; }

 protected:
  Measurement compute(const Case& subject, const nlohmann::json& options,
                      const JobContext& context) const override {
    constexpr std::int64_t mostSteps = 1024;
    const auto pixels = subject.map.numel();
    const auto asked = options.at("pixels").get<std::int64_t>();
    const auto ofStep = asked > 0 ? asked : (pixels + mostSteps - 1) / mostSteps;
    Exchange exchange{subject.input,
                      explain::baselineImage(subject.input, options.at("baseline")),
                      ranks(importance(subject.map, options.at("sign"))),
                      {}};
    for (std::int64_t count = ofStep; count < pixels + ofStep; count += ofStep)
      exchange.counts.push_back(count);
    auto curve = answersWhile(exchange, subject, options.at("value"), context);
    return {area(curve), std::move(curve)};
  }

 private:
  MetricInfo m_info;
};

}  // namespace

const Metric& pixelFlipping() {
  static const PixelFlipping metric;
  return metric;
}

}  // namespace rho::quality
