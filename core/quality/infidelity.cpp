// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "explain/baseline.h"
#include "model/tensor.h"
#include "quality/answers.h"
#include "quality/attribution.h"
#include "quality/metric_options.h"
#include "quality/metrics.h"

namespace rho::quality {

namespace {

/// Squares of one size that cover the image side by side, those at the border cut off.
struct Squares {
  std::int64_t size, height, width;

  std::int64_t across() const { return (width + size - 1) / size; }
  std::int64_t count() const { return across() * ((height + size - 1) / size); }
  /// The pixels of a square within a …×H×W tensor.
  torch::Tensor part(const torch::Tensor& grid, std::int64_t index) const {
    const auto top = index / across() * size, left = index % across() * size;
    return grid.slice(-2, top, std::min(top + size, height))
        .slice(-1, left, std::min(left + size, width));
  }
};

/// Square removal: the map's sum over a square against the fall of the answer when the square shows
/// the baseline. Maps that are no contributions in units of the answer are scaled to fit best, so
/// that methods can be compared (β of the authors' code, and of Captum's normalize).
class Infidelity : public Metric {
 public:
  Infidelity() {
    m_info = {.id = "infidelity",
              .title = "Infidelity",
              .summary =
                  "The mean squared difference between what the map says that squares of "
                  "the image contribute, and how far the answer falls without them.",
              .source = "Yeh et al. 2019, On the (in)fidelity and sensitivity of explanations",
              .better = Better::lower,
              .low = 0,
              .high = std::numeric_limits<double>::infinity(),
              .options = {}};
    m_info.options = {
        integerOption("square", 0, 0, 100000,
                      "Side of a square in pixels; 0 takes an eighth of the smaller side."),
        baselineOption("black"),
        answerOption({"logit", "confidence"}),
        {.name = "scale",
         .type = explain::OptionType::flag,
         .defaultValue = true,
         .help = "Multiply the map by the factor that makes the measure smallest.",
         .minimum = {},
         .maximum = {},
         .choices = {}},
    };
  }

  const MetricInfo& info() const override { return m_info; }

 protected:
  Measurement compute(const Case& subject, const nlohmann::json& options,
                      const JobContext& context) const override {
    const auto height = subject.map.size(0), width = subject.map.size(1);
    const auto asked = options.at("square").get<std::int64_t>();
    const auto eighth = std::max<std::int64_t>(1, std::min(height, width) / 8);
    const Squares squares{asked > 0 ? asked : eighth, height, width};
    const auto falls = fallsWithout(squares, subject, options, context);
    std::vector<double> said;
    for (std::int64_t i = 0; i < squares.count(); ++i)
      said.push_back(squares.part(subject.map, i).to(torch::kFloat64).sum().item<double>());
    const auto a = torch::tensor(said, torch::kFloat64);
    const double aa = a.square().mean().item<double>();
    const double ab = (a * falls).mean().item<double>();
    const double factor = options.at("scale").get<bool>() ? (aa > 0 ? ab / aa : 0) : 1;
    const auto errors = (factor * a - falls).square();
    return {errors.mean().item<double>(), toDoubles(errors)};
  }

 private:
  static torch::Tensor fallsWithout(const Squares& squares, const Case& subject,
                                    const nlohmann::json& options, const JobContext& context) {
    const auto baseline = explain::baselineImage(subject.input, options.at("baseline"));
    const auto total = squares.count();
    // The last variant is the image itself.
    const auto make = [&](std::int64_t begin, std::int64_t end) {
      auto images = subject.input.repeat({end - begin, 1, 1, 1});
      for (auto i = begin; i < std::min(end, total); ++i)
        squares.part(images[i - begin], i).copy_(squares.part(baseline[0], i));
      return images;
    };
    const auto logits = logitsOfVariants(subject, total + 1, make, context);
    const auto values = answers(subject, logits, options.at("value")).to(torch::kFloat64);
    return values[total] - values.slice(0, 0, total);
  }

  MetricInfo m_info;
};

}  // namespace

const Metric& infidelity() {
  static const Infidelity metric;
  return metric;
}

}  // namespace rho::quality
