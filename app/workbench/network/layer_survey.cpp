// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/layer_survey.h"

#include <chrono>
#include <ranges>

#include "base/error.h"
#include "explain/conversion.h"
#include "explain/gradients.h"
#include "model/tensor.h"
#include "model/torch_errors.h"

namespace rho::workbench {

namespace {

bool isSpatial(const torch::Tensor& value) {
  return value.dim() == 4 && value.size(2) * value.size(3) > 1;
}

bool isZero(const torch::Tensor& value) { return value.abs().max().item<float>() == 0; }

/// As Grad-CAM weights the channels: by the mean of the gradient.
void judgeMap(const torch::Tensor& activation, const torch::Tensor& gradient,
              LayerSummary& summary) {
  summary.silent = !gradient.defined() || isZero(gradient);
  if (summary.silent) return;
  const auto map = (gradient.mean({2, 3}, true) * activation).sum(1);
  summary.silent = isZero(map);
  summary.against = !summary.silent && map.max().item<float>() <= 0;
}

LayerSummary summaryOf(const model::Model& model, const torch::Tensor& input, int target,
                       const std::string& layer) {
  const torch::AutoGradMode withGradients(true);
  const auto tapped = model.tapForGradient(input, layer);
  const auto activation = tapped.inner.detach();
  LayerSummary summary;
  summary.name = layer;
  for (std::int64_t i = 1; i < activation.dim(); ++i)
    summary.shape.push_back(static_cast<int>(activation.size(i)));
  summary.spatial = isSpatial(activation);
  summary.dead = activation.numel() > 0 && isZero(activation);
  if (!summary.spatial) return summary;
  summary.activation = explain::toMat(activation.abs().mean({1}));
  const auto logit =
      explain::targetLogits(tapped.logits, explain::repeatedTarget(model, target, 1));
  if (!summary.dead)
    judgeMap(activation,
             torch::autograd::grad({logit.sum()}, {tapped.inner}, {}, false, false, true).front(),
             summary);
  return summary;
}

}  // namespace

void surveyLayers(const model::Model& model, const image::Image& image, int target, double seconds,
                  const std::function<void(LayerSummary)>& sink, const JobContext& context) try {
  const auto start = std::chrono::steady_clock::now();
  const auto input = model.input(image);
  const auto layers = model.network().layers();
  const bool many = layers.size() > Analysis::manyLayers;
  long long done = 0;
  for (const auto& layer : layers | std::views::reverse) {
    context.step(done++, static_cast<long long>(layers.size()));
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    if (many && spent.count() > seconds) return;
    sink(summaryOf(model, input, target, layer));
  }
} catch (...) {
  model::rethrowAs<InvalidInput>("layers", "the network failed",
                                 "check that the network fits its card and the image");
}

}  // namespace rho::workbench
