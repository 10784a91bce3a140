// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "explain/attributions.h"
#include "explain/baseline.h"
#include "explain/gradients.h"
#include "explain/methods.h"
#include "model/tensor.h"

namespace rho::explain {

namespace {

/// A square of the image; cut off at the border.
struct Square {
  std::int64_t top, left, height, width;
  torch::Tensor of(const torch::Tensor& images) const {
    return images.narrow(2, top, height).narrow(3, left, width);
  }
};

std::vector<std::int64_t> starts(std::int64_t length, int window, int stride) {
  std::vector<std::int64_t> result;
  const std::int64_t count = (length - window + stride - 1) / stride + 1;
  for (std::int64_t i = 0; i < count; ++i) result.push_back(i * stride);
  return result;
}

std::vector<Square> squares(const torch::Tensor& input, int window, int stride) {
  const auto height = input.size(2), width = input.size(3);
  if (window < 1 || window > std::min(height, width))
    throw InvalidInput(
        "window", fmt::format("{} pixels do not fit the input of {}×{}", window, width, height),
        fmt::format("use 1 to {}", std::min(height, width)));
  if (stride < 1 || stride > window)
    throw InvalidInput("stride",
                       fmt::format("{} would leave gaps between squares of {}", stride, window),
                       fmt::format("use 1 to {}", window));
  std::vector<Square> result;
  for (const auto top : starts(height, window, stride))
    for (const auto left : starts(width, window, stride))
      result.push_back({top, left, std::min<std::int64_t>(window, height - top),
                        std::min<std::int64_t>(window, width - left)});
  return result;
}

/// The target's logit for each square hidden, one value per square.
std::vector<float> logitsWhenHidden(const model::Model& model, const torch::Tensor& input,
                                    int target, const torch::Tensor& baseline,
                                    const std::vector<Square>& hidden, const JobContext& context) {
  const auto total = static_cast<std::int64_t>(hidden.size());
  const std::int64_t batch = forwardBatch(input);
  std::vector<float> result;
  for (std::int64_t first = 0; first < total; first += batch) {
    context.step(first, total, "hidden squares");
    const auto count = std::min(batch, total - first);
    const auto images = input.repeat({count, 1, 1, 1});
    for (std::int64_t i = 0; i < count; ++i) {
      const auto& square = hidden[static_cast<std::size_t>(first + i)];
      square.of(images.narrow(0, i, 1)).copy_(square.of(baseline));
    }
    const auto logits = model.logits(images).select(1, target).to(torch::kCPU).contiguous();
    result.insert(result.end(), logits.data_ptr<float>(), logits.data_ptr<float>() + count);
  }
  context.step(total, total, "hidden squares");
  return result;
}

}  // namespace

torch::Tensor occlusionValues(const model::Model& model, const torch::Tensor& input, int target,
                              const torch::Tensor& baseline, int window, int stride,
                              const JobContext& context) {
  const torch::NoGradGuard noGrad;
  const auto hidden = squares(input, window, stride);
  const float whole = model.logits(input).select(1, target).item<float>();
  const auto logits = logitsWhenHidden(model, input, target, baseline, hidden, context);
  auto sum = torch::zeros({1, 1, input.size(2), input.size(3)});
  auto covered = torch::zeros_like(sum);
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    hidden[i].of(sum) += whole - logits[i];
    hidden[i].of(covered) += 1;
  }
  return (sum / covered).to(input.device()).expand_as(input);
}

namespace {

class Occlusion : public Explainer {
 public:
  const MethodInfo& info() const override {
    static const MethodInfo info{
        .id = "occlusion",
        .title = "Occlusion",
        .summary = "How far the class's score falls when a square of the image is hidden.",
        .source = "Zeiler and Fergus 2014; as captum.attr.Occlusion",
        .signedMap = true,
        .perturbs = false,
        .options = {{.name = "window",
                     .type = OptionType::integer,
                     .defaultValue = 0,
                     .help = "Side of the hidden square in pixels of the model's input; 0 takes an "
                             "eighth of the smaller side.",
                     .minimum = 0,
                     .maximum = 4096,
                     .choices = {}},
                    {.name = "stride",
                     .type = OptionType::integer,
                     .defaultValue = 0,
                     .help = "Pixels between neighbouring squares; 0 takes half the window.",
                     .minimum = 0,
                     .maximum = 4096,
                     .choices = {}},
                    baselineOption()}};
    return info;
  }

 protected:
  void compute(const model::Model& model, const Query& query, const torch::Tensor& input,
               Explanation& explanation, const JobContext& context) const override {
    auto& options = explanation.options;
    int window = options.at("window").get<int>(), stride = options.at("stride").get<int>();
    // The sizes that were chosen go into the record, so that it can be replayed elsewhere.
    if (window == 0)
      window = std::max(1, static_cast<int>(std::min(input.size(2), input.size(3))) / 8);
    if (stride == 0) stride = std::max(1, window / 2);
    options["window"] = window;
    options["stride"] = stride;
    const auto baseline = baselineImage(input, options.at("baseline").get<std::string>());
    const auto values =
        occlusionValues(model, input, query.target, baseline, window, stride, context);
    explanation.map = model.mapOnImage(values.select(1, 0), query.image);
    explanation.signedMap = true;
  }
};

}  // namespace

const Explainer& occlusion() {
  static const Occlusion method;
  return method;
}

}  // namespace rho::explain
