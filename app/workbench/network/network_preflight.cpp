// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/network_preflight.h"

#include <cmath>

#include "base/error.h"
#include "explain/conversion.h"
#include "model/tensor.h"
#include "model/torch_errors.h"

namespace rho::workbench {

namespace {

void measureInput(const torch::Tensor& input, Preflight& result) {
  const auto pixels = input[0].to(torch::kCPU, torch::kFloat64).flatten(1);
  result.inputSize = {static_cast<int>(input.size(3)), static_cast<int>(input.size(2))};
  result.inputChannels = static_cast<int>(input.size(1));
  const bool numbers = torch::isfinite(pixels).all().item<bool>();
  result.inputMinimum = numbers ? pixels.min().item<double>() : std::nan("");
  result.inputMaximum = numbers ? pixels.max().item<double>() : std::nan("");
  for (std::int64_t i = 0; i < pixels.size(0); ++i) {
    result.inputMean.push_back(pixels[i].mean().item<double>());
    result.inputDeviation.push_back(pixels[i].std(false).item<double>());
  }
}

void measureOutputs(const model::Model& model, const torch::Tensor& input, Preflight& result) {
  const torch::NoGradGuard noGrad;
  const auto first = model.logits(input), second = model.logits(input);
  result.outputs = static_cast<int>(first.dim() == 2 ? first.size(1) : first.numel());
  result.outputsFinite = torch::isfinite(first).all().item<bool>();
  if (!result.outputsFinite || first.dim() != 2) return;
  const auto difference = model.confidences(first) - model.confidences(second);
  result.repeatDifference = difference.abs().max().item<double>();
}

/// A network that cannot be differentiated says so in many ways, all of them exceptions.
void measureGradient(const model::Model& model, const torch::Tensor& input, Preflight& result) try {
  const torch::AutoGradMode withGradients(true);
  const auto asked = input.detach().clone().requires_grad_(true);
  const auto strongest = model.logits(asked).max();
  if (!strongest.requires_grad()) return;
  const auto gradient = torch::autograd::grad({strongest}, {asked}, {}, false, false, true).front();
  result.hasGradient = gradient.defined() && torch::isfinite(gradient).all().item<bool>();
  if (result.hasGradient) result.gradientSize = std::sqrt(gradient.square().mean().item<double>());
} catch (const c10::Error& error) {
  if (dynamic_cast<const c10::OutOfMemoryError*>(&error)) throw;
  result.hasGradient = false;
}

}  // namespace

Preflight measurePreflight(const model::Model& model, const image::Image& image,
                           const JobContext& context) try {
  Preflight result;
  result.imageSize = {image.width(), image.height()};
  result.imageChannels = image.channels();
  const auto input = model.input(image);
  measureInput(input, result);
  context.throwIfStopped();
  measureOutputs(model, input, result);
  context.throwIfStopped();
  measureGradient(model, input, result);
  return result;
} catch (...) {
  model::rethrowAs<InvalidInput>("checks", "the network failed",
                                 "check that the network fits its card and the image");
}

}  // namespace rho::workbench
