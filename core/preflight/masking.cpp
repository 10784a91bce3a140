// SPDX-License-Identifier: Apache-2.0
#include <c10/util/Exception.h>
#include <fmt/format.h>

#include <algorithm>

#include "model/tensor.h"
#include "preflight/checks.h"

namespace rho::preflight {

namespace {

// As ρ: half a step of 8 bits, and a quarter of that.
constexpr double stepSizes[] = {0.002, 0.0005};
constexpr int randomDirections = 8;
constexpr int neighbours = 4;
/// Gradients of a smooth function agree at such a distance; of white noise not at all.
constexpr double leastAgreement = 0.1;

/// The log-odds of one class at N inputs.
torch::Tensor logOddsAt(const Subject& subject, const torch::Tensor& inputs, std::int64_t target) {
  const auto logits = subject.model.logits(inputs);
  return model::logOdds(
      subject.model, logits,
      torch::full({inputs.size(0)}, target, torch::dtype(torch::kInt64).device(logits.device())));
}

/// N×C×H×W; undefined where there is none.
torch::Tensor gradientsAt(const Subject& subject, const torch::Tensor& inputs,
                          std::int64_t target) try {
  const torch::AutoGradMode withGradients(true);
  const auto asked = inputs.detach().clone().requires_grad_(true);
  const auto sum = logOddsAt(subject, asked, target).sum();
  if (!sum.requires_grad()) return {};
  const auto gradients = torch::autograd::grad({sum}, {asked}, {}, false, false, true).front();
  const bool usable = gradients.defined() && torch::isfinite(gradients).all().item<bool>() &&
                      gradients[0].abs().max().item<double>() > 0;
  return usable ? gradients : torch::Tensor();
} catch (const c10::OutOfMemoryError&) {
  throw;
} catch (const c10::Error&) {
  return {};
}

torch::Tensor noiseAround(const torch::Tensor& input, int count, std::uint64_t seed) {
  std::vector<torch::Tensor> all;
  for (int i = 0; i < count; ++i)
    all.push_back(unitNoise(input, seed + static_cast<std::uint64_t>(i)));
  return torch::cat(all);
}

/// Whether a small step along the gradient raises the class more than any random one changes it.
bool leads(const Subject& subject, const torch::Tensor& gradient, std::int64_t target) {
  const torch::NoGradGuard noGrad;
  const auto along = gradient / gradient.square().mean().sqrt();
  const auto directions =
      torch::cat({torch::zeros_like(along), along, noiseAround(along, randomDirections, 100)});
  return std::any_of(std::begin(stepSizes), std::end(stepSizes), [&](double rho) {
    const auto values = logOddsAt(subject, subject.input + rho * directions, target);
    const auto changes = (values - values[0]).to(torch::kCPU, torch::kFloat64);
    const auto random = changes.narrow(0, 2, randomDirections).abs().max();
    return changes[1].item<double>() > random.item<double>();
  });
}

/// The mean cosine of the gradient and those nearby.
double agreement(const torch::Tensor& gradients) {
  const auto flat = gradients.flatten(1).to(torch::kFloat64);
  const auto here = flat.narrow(0, 0, 1), there = flat.narrow(0, 1, flat.size(0) - 1);
  return torch::cosine_similarity(here, there, 1, 1e-300).mean().item<double>();
}

}  // namespace

/// After Athalye, Carlini and Wagner 2018, "Obfuscated gradients give a false sense of security":
/// a gradient that is masked points nowhere, or elsewhere at the next point.
std::optional<Finding> masking(const Subject& subject) {
  torch::Tensor logits;
  {
    const torch::NoGradGuard noGrad;
    logits = subject.model.logits(subject.input);
  }
  if (logits.dim() != 2 || !torch::isfinite(logits).all().item<bool>()) return std::nullopt;
  const auto target = logits.argmax(1).item<std::int64_t>();
  const auto around = torch::cat(
      {subject.input, subject.input + stepSizes[0] * noiseAround(subject.input, neighbours, 10)});
  const auto gradients = gradientsAt(subject, around, target);
  if (!gradients.defined()) return std::nullopt;  // that there is none is said already
  if (!leads(subject, gradients.narrow(0, 0, 1), target))
    return Finding{{},
                   false,
                   {"A small step along the gradient raises the class no more than a random one: "
                    "it is masked, as by rounding inside the network. Trust LIME, occlusion and "
                    "RISE more, and do not take what attacks fail at for robustness."}};
  const double likeness = agreement(gradients);
  if (likeness < leastAgreement)
    return Finding{{},
                   false,
                   {fmt::format("The gradient is noise: half a grey level away it points elsewhere "
                                "(cosine {}). Maps of gradients say little here; SmoothGrad, LIME "
                                "and RISE say more.",
                                number(likeness))}};
  return Finding{{},
                 true,
                 {fmt::format("It leads where it points, and half a grey level away it is alike "
                              "(cosine {}).",
                              number(likeness))}};
}

}  // namespace rho::preflight
