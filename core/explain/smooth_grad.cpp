// SPDX-License-Identifier: Apache-2.0
#include <ATen/Parallel.h>

#include <algorithm>

#include "base/random.h"
#include "explain/attributions.h"
#include "explain/gradients.h"
#include "explain/methods.h"
#include "model/tensor.h"

namespace rho::explain {

namespace {

/// Standard normal numbers for the copies from first on: count×C×H×W.
torch::Tensor noise(const torch::Tensor& input, std::int64_t first, std::int64_t count,
                    std::uint64_t seed) {
  auto result = torch::empty({count, input.size(1), input.size(2), input.size(3)}, torch::kFloat32);
  const std::int64_t size = input.numel();
  float* values = result.data_ptr<float>();
  at::parallel_for(0, count, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t copy = begin; copy < end; ++copy) {
      auto random = Random::forItem(seed, static_cast<std::uint64_t>(first + copy));
      for (std::int64_t i = 0; i < size; ++i)
        values[copy * size + i] = static_cast<float>(random.normal());
    }
  });
  return result.to(input.device());
}

}  // namespace

torch::Tensor smoothGradValues(const model::Model& model, const torch::Tensor& input, int target,
                               int copies, double sigma, std::uint64_t seed,
                               const JobContext& context) {
  const double deviation = sigma * (input.max() - input.min()).item<double>();
  const std::int64_t batch = gradientBatch(input);
  auto sum = torch::zeros_like(input);
  for (std::int64_t first = 0; first < copies; first += batch) {
    context.step(first, copies, "noisy copies");
    const auto count = std::min<std::int64_t>(batch, copies - first);
    const auto noisy = input + deviation * noise(input, first, count, seed);
    sum += logitGradient(model, noisy, repeatedTarget(model, target, count)).gradient.sum(0, true);
  }
  context.step(copies, copies, "noisy copies");
  return sum / copies;
}

namespace {

class SmoothGrad : public Explainer {
 public:
  const MethodInfo& info() const override {
    static const MethodInfo info{
        .id = "smoothgrad",
        .title = "SmoothGrad",
        .summary =
            "The saliency averaged over noisy copies of the image, which removes the "
            "gradient's own noise.",
        .source = "Smilkov et al. 2017",
        .signedMap = false,
        .perturbs = false,
        .options = {{.name = "copies",
                     .type = OptionType::integer,
                     .defaultValue = 25,
                     .help = "Noisy copies of the image; the authors recommend 25 to 50.",
                     .minimum = 1,
                     .maximum = 10000,
                     .choices = {}},
                    {.name = "sigma",
                     .type = OptionType::number,
                     .defaultValue = 0.15,
                     .help = "Standard deviation of the noise as a share of the range of the "
                             "image's values; the authors recommend 0.1 to 0.2.",
                     .minimum = 0,
                     .maximum = 1,
                     .choices = {}},
                    absoluteOption(true),
                    reductionOption("max")}};
    return info;
  }

 protected:
  void compute(const model::Model& model, const Query& query, const torch::Tensor& input,
               Explanation& explanation, const JobContext& context) const override {
    const auto& options = explanation.options;
    const auto values =
        smoothGradValues(model, input, query.target, options.at("copies").get<int>(),
                         options.at("sigma").get<double>(), query.seed, context);
    explanation.map = model.mapOnImage(reduceChannels(values, options), query.image);
    explanation.signedMap = !options.at("absolute").get<bool>();
  }
};

}  // namespace

const Explainer& smoothGrad() {
  static const SmoothGrad method;
  return method;
}

}  // namespace rho::explain
