// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "explain/attributions.h"
#include "explain/baseline.h"
#include "explain/gauss_legendre.h"
#include "explain/gradients.h"
#include "explain/methods.h"
#include "model/tensor.h"

namespace rho::explain {

namespace {

/// The quadrature's positions and weights of the points first to first+count-1, as count×1×1×1.
struct PathPart {
  torch::Tensor positions;
  torch::Tensor weights;
};

PathPart pathPart(const std::vector<QuadraturePoint>& points, std::int64_t first,
                  std::int64_t count, torch::Device device) {
  std::vector<float> positions, weights;
  for (std::int64_t i = first; i < first + count; ++i) {
    positions.push_back(static_cast<float>(points[static_cast<std::size_t>(i)].position));
    weights.push_back(static_cast<float>(points[static_cast<std::size_t>(i)].weight));
  }
  const auto column = [&](const std::vector<float>& values) {
    return torch::tensor(values).view({-1, 1, 1, 1}).to(device);
  };
  return {column(positions), column(weights)};
}

/// The mean gradient on the path of one item, 1×C×H×W.
torch::Tensor meanPathGradient(const model::Model& model, const torch::Tensor& input,
                               const torch::Tensor& target, const torch::Tensor& baseline,
                               const std::vector<QuadraturePoint>& points,
                               const JobContext& context) {
  const auto steps = static_cast<std::int64_t>(points.size());
  const std::int64_t batch = gradientBatch(input);
  auto sum = torch::zeros_like(input);
  for (std::int64_t first = 0; first < steps; first += batch) {
    context.step(first, steps, "steps on the path");
    const auto count = std::min(batch, steps - first);
    const auto part = pathPart(points, first, count, input.device());
    const auto x = baseline + part.positions * (input - baseline);
    sum += (part.weights * logitGradient(model, x, target.expand({count})).gradient).sum(0, true);
  }
  context.step(steps, steps, "steps on the path");
  return sum;
}

}  // namespace

IntegratedGradientsValues integratedGradientsValues(const model::Model& model,
                                                    const torch::Tensor& input,
                                                    const torch::Tensor& targets,
                                                    const torch::Tensor& baseline, int steps,
                                                    const JobContext& context) {
  const auto points = gaussLegendre(steps);
  const auto items = input.size(0);
  std::vector<torch::Tensor> gradients;
  for (std::int64_t i = 0; i < items; ++i) {
    const auto share = context.part(static_cast<double>(i) / static_cast<double>(items),
                                    static_cast<double>(i + 1) / static_cast<double>(items));
    gradients.push_back(meanPathGradient(model, input.narrow(0, i, 1), targets.narrow(0, i, 1),
                                         baseline.narrow(0, i, 1), points, share));
  }
  const torch::NoGradGuard noGrad;
  const auto attributions = (input - baseline) * torch::cat(gradients);
  const auto difference =
      targetLogits(model.logits(input), targets) - targetLogits(model.logits(baseline), targets);
  return {attributions, attributions.sum({1, 2, 3}) - difference, difference};
}

namespace {

/// Completeness holds for exact integration; what is missing shows that the steps were too few.
void warnWhenIncomplete(const IntegratedGradientsValues& values, Explanation& explanation) {
  const double delta = values.delta.item<double>(), difference = values.difference.item<double>();
  if (std::abs(delta) <= 0.05 * std::max(std::abs(difference), 0.1)) return;
  explanation.warnings.push_back(
      fmt::format("The attributions add up to {:.3g}, but the score differs by {:.3g} from the "
                  "baseline's: more steps would make them more exact.",
                  difference + delta, difference));
}

class IntegratedGradients : public Explainer {
 public:
  const MethodInfo& info() const override {
    static const MethodInfo info{
        .id = "integrated-gradients",
        .title = "Integrated gradients",
        .summary =
            "What each pixel adds to the class's score on the way from a baseline to the "
            "image; together all pixels explain the whole difference.",
        .source = "Sundararajan, Taly and Yan 2017; as captum.attr.IntegratedGradients",
        .signedMap = true,
        .perturbs = false,
        .options = {{.name = "steps",
                     .type = OptionType::integer,
                     .defaultValue = 50,
                     .help = "Points of the Gauss–Legendre quadrature on the path (Captum: 50).",
                     .minimum = 1,
                     .maximum = 10000,
                     .choices = {}},
                    baselineOption(),
                    absoluteOption(false),
                    reductionOption("sum")}};
    return info;
  }

 protected:
  void compute(const model::Model& model, const Query& query, const torch::Tensor& input,
               Explanation& explanation, const JobContext& context) const override {
    const auto& options = explanation.options;
    const auto baseline = baselineImage(input, options.at("baseline").get<std::string>());
    const auto values =
        integratedGradientsValues(model, input, repeatedTarget(model, query.target, 1), baseline,
                                  options.at("steps").get<int>(), context);
    explanation.map = model.mapOnImage(reduceChannels(values.attributions, options), query.image);
    explanation.signedMap = !options.at("absolute").get<bool>();
    warnWhenIncomplete(values, explanation);
  }
};

}  // namespace

const Explainer& integratedGradients() {
  static const IntegratedGradients method;
  return method;
}

}  // namespace rho::explain
