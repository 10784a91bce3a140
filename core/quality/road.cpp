// SPDX-License-Identifier: Apache-2.0
#include "base/random.h"
#include "model/parallel.h"
#include "model/tensor.h"
#include "quality/answers.h"
#include "quality/attribution.h"
#include "quality/exchange.h"
#include "quality/imputation.h"
#include "quality/metric_options.h"
#include "quality/metrics.h"

namespace rho::quality {

namespace {

/// Steps×C×H×W: the image with the pixels of ranks below each count imputed.
torch::Tensor imputed(const torch::Tensor& pixels, const torch::Tensor& ranks,
                      const std::vector<std::int64_t>& counts, const JobContext& context) {
  std::vector<torch::Tensor> images(counts.size());
  const auto total = static_cast<std::int64_t>(counts.size());
  model::parallelRanges(total, [&](std::int64_t begin, std::int64_t end) {
    LinearImputation imputation(pixels, ranks);
    for (auto i = begin; i < end; ++i) {
      if (begin == 0)
        context.step(i, end);
      else
        context.throwIfStopped();
      images[static_cast<std::size_t>(i)] = imputation.remove(counts[static_cast<std::size_t>(i)]);
    }
  });
  return torch::stack(images);
}

/// Added to the removed pixels, so that a network cannot tell them by their smoothness.
torch::Tensor noiseLike(const torch::Tensor& pixels, double sigma, std::uint64_t seed) {
  auto noise = torch::empty(pixels.sizes());
  Random random(seed);
  auto* values = noise.data_ptr<float>();
  for (std::int64_t i = 0; i < noise.numel(); ++i)
    values[i] = static_cast<float>(random.normal(0, sigma));
  return noise;
}

/// Most relevant first, or least relevant first.
class Road : public Metric {
 public:
  Road(bool leastFirst, MetricInfo info) : m_leastFirst(leastFirst), m_info(std::move(info)) {
    m_info.source =
        "Rong et al. 2022, A consistent and efficient evaluation strategy for attribution methods";
    m_info.low = -std::numeric_limits<double>::infinity();
    m_info.high = std::numeric_limits<double>::infinity();
    m_info.options = {
        answerOption({"decision", "confidence", "logit"}), signOption("signed"),
        integerOption("step", 2, 1, 99,
                      "Percent of the pixels from one point of the curve to the next, from 1 to "
                      "99."),
        numberOption("noise", 0.01, 0, 1,
                     "Standard deviation of the noise added to what was filled in, of pixel "
                     "values in [0,1].")};
  }

  const MetricInfo& info() const override { return m_info; }

 protected:
  Measurement compute(const Case& subject, const nlohmann::json& options,
                      const JobContext& context) const override {
    const auto pixels = subject.input[0].detach().to(torch::kCPU, torch::kFloat32);
    const auto values = importance(subject.map, options.at("sign"));
    const auto order = ranks(m_leastFirst ? -values : values);
    const auto step = options.at("step").get<std::int64_t>();
    std::vector<std::int64_t> counts;
    for (std::int64_t percent = 1; percent < 100; percent += step)
      counts.push_back(order.numel() * percent / 100);
    auto images = imputed(pixels, order, counts, context.part(0, 0.5));
    const auto noise = noiseLike(pixels, options.at("noise").get<double>(), subject.seed);
    for (std::size_t i = 0; i < counts.size(); ++i)
      images[static_cast<std::int64_t>(i)] += noise * (order < counts[i]);
    const auto onDevice = [&](std::int64_t begin, std::int64_t end) {
      return images.slice(0, begin, end).to(subject.model.device());
    };
    const auto logits = logitsOfVariants(subject, images.size(0), onDevice, context.part(0.5, 1));
    auto curve = toDoubles(answers(subject, logits, options.at("value")));
    return {area(curve), std::move(curve)};
  }

 private:
  bool m_leastFirst;
  MetricInfo m_info;
};

}  // namespace

const Metric& roadMostRelevantFirst() {
  static const Road metric(
      false, {.id = "road",
              .title = "ROAD, most relevant first",
              .summary = "The share of the curve on which the decision stays, while the most "
                         "important pixels are filled in from their neighbours.",
              .source = {},
              .better = Better::lower,
              .options = {}});
  return metric;
}

const Metric& roadLeastRelevantFirst() {
  static const Road metric(
      true, {.id = "road-lerf",
             .title = "ROAD, least relevant first",
             .summary = "The share of the curve on which the decision stays, while the least "
                        "important pixels are filled in from their neighbours.",
             .source = {},
             .better = Better::higher,
             .options = {}});
  return metric;
}

}  // namespace rho::quality
