// SPDX-License-Identifier: Apache-2.0
#include "explain/gradients.h"

#include <c10/util/Exception.h>

#include <algorithm>

#include "model/tensor.h"

namespace rho::explain {

torch::Tensor targetLogits(const torch::Tensor& logits, const torch::Tensor& targets) {
  return logits.gather(1, targets.view({-1, 1})).squeeze(1);
}

namespace {

LogitGradient inOnePass(const model::Model& model, const torch::Tensor& input,
                        const torch::Tensor& targets) {
  const torch::AutoGradMode withGradients(true);
  const auto x = input.detach().clone().requires_grad_(true);
  const auto logits = targetLogits(model.logits(x), targets);
  // Items do not influence each other, so the gradient of the sum holds every item's own gradient.
  const auto gradient = torch::autograd::grad({logits.sum()}, {x}).front();
  return {logits.detach(), gradient};
}

/// The graph of one half is gone before the other's begins.
LogitGradient inHalves(const model::Model& model, const torch::Tensor& input,
                       const torch::Tensor& targets) {
  const auto half = input.size(0) / 2, rest = input.size(0) - half;
  const auto first = logitGradient(model, input.narrow(0, 0, half), targets.narrow(0, 0, half));
  const auto second =
      logitGradient(model, input.narrow(0, half, rest), targets.narrow(0, half, rest));
  return {torch::cat({first.logits, second.logits}), torch::cat({first.gradient, second.gradient})};
}

}  // namespace

LogitGradient logitGradient(const model::Model& model, const torch::Tensor& input,
                            const torch::Tensor& targets) {
  try {
    return inOnePass(model, input, targets);
  } catch (const c10::OutOfMemoryError&) {
    if (input.size(0) < 2) throw;
  }
  return inHalves(model, input, targets);
}

torch::Tensor repeatedTarget(const model::Model& model, int target, std::int64_t n) {
  return torch::full({n}, target, torch::dtype(torch::kInt64).device(model.device()));
}

namespace {

std::int64_t batchOfPixels(const torch::Tensor& input, std::int64_t pixels, std::int64_t most) {
  return std::clamp<std::int64_t>(pixels / (input.size(2) * input.size(3)), 1, most);
}

}  // namespace

// A ResNet keeps about 1 kB per input pixel for the backward pass: 250 MB for 2^18 pixels.
std::int64_t gradientBatch(const torch::Tensor& input) {
  return batchOfPixels(input, std::int64_t{1} << 18, 32);
}

// Without a graph, memory hardly matters; the activations of a batch should stay in the cache.
std::int64_t forwardBatch(const torch::Tensor& input) {
  return batchOfPixels(input, std::int64_t{1} << 19, 64);
}

OptionSpec reductionOption(const std::string& defaultValue) {
  return {.name = "reduction",
          .type = OptionType::choice,
          .defaultValue = defaultValue,
          .help =
              "How the values of the colour channels become one: the largest in magnitude, "
              "their mean or their sum.",
          .minimum = {},
          .maximum = {},
          .choices = {"max", "mean", "sum"}};
}

OptionSpec absoluteOption(bool defaultValue) {
  return {.name = "absolute",
          .type = OptionType::flag,
          .defaultValue = defaultValue,
          .help = "Show how strongly a pixel matters, without the sign of its influence.",
          .minimum = {},
          .maximum = {},
          .choices = {}};
}

torch::Tensor reduceChannels(const torch::Tensor& values, const nlohmann::json& options) {
  const auto v = options.value("absolute", false) ? values.abs() : values;
  const auto reduction = options.at("reduction").get<std::string>();
  if (reduction == "mean") return v.mean(1);
  if (reduction == "sum") return v.sum(1);
  return v.gather(1, v.abs().argmax(1, true)).squeeze(1);
}

}  // namespace rho::explain
