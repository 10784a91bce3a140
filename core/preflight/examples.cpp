// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "model/tensor.h"
#include "preflight/checks.h"
#include "preflight/stored_examples.h"

namespace rho::preflight {

namespace {

/// Of the largest output: what kernels of different libraries differ by, as in ONNX's own tests.
constexpr double tolerance = 1e-3;
constexpr std::int64_t batch = 8;

torch::Tensor logitsOf(const model::Model& model, const StoredExample& example) {
  const torch::NoGradGuard noGrad;
  std::vector<torch::Tensor> parts;
  for (std::int64_t i = 0; i < example.inputs.size(0); i += batch) {
    const auto part =
        example.inputs.narrow(0, i, std::min(batch, example.inputs.size(0) - i)).to(model.device());
    parts.push_back(example.arePixels ? model.logits(part) : model.network().forward(part));
  }
  return torch::cat(parts);
}

/// Makers store what comes before or behind the softmax: the nearer one is meant. As a share of the
/// largest stored value.
double differenceOf(const model::Model& model, const StoredExample& example) {
  const auto logits = logitsOf(model, example);
  const auto stored = example.outputs.to(model.device()).reshape(logits.sizes());
  const double size = stored.abs().max().item<double>();
  const auto difference = [&](const torch::Tensor& found) {
    return (found - stored).abs().max().item<double>() / std::max(size, 1e-12);
  };
  return std::min(difference(logits), difference(model.confidences(logits)));
}

void requireFit(const model::Model& model, const StoredExample& example) {
  const auto& inputs = example.inputs;
  if (inputs.dim() != 4 || inputs.size(0) < 1 || inputs.size(1) != model.card().inputChannels)
    throw InvalidInput(example.source, "holds no images of the network's channels (N×C×H×W)",
                       "store the examples of this network");
  if (example.outputs.numel() != inputs.size(0) * model.card().classCount())
    throw InvalidInput(example.source, "does not hold one output per image and class",
                       "store the examples of this network");
}

}  // namespace

std::optional<Finding> examples(const Subject& subject) {
  if (subject.file.empty()) return std::nullopt;
  const auto all = storedExamples(subject.file);
  if (all.empty()) return std::nullopt;
  std::int64_t images = 0;
  double largest = 0;
  for (const auto& example : all) {
    requireFit(subject.model, example);
    images += example.inputs.size(0);
    const double difference = differenceOf(subject.model, example);
    if (!(difference <= tolerance))
      return Finding{{},
                     false,
                     {fmt::format("The outputs stored in {} differ by up to {} of the largest: "
                                  "file, normalisation or classes are not those of its maker.",
                                  example.source, number(difference))}};
    largest = std::max(largest, difference);
  }
  return Finding{{},
                 true,
                 {fmt::format("The stored outputs of {} images are met (largest difference {} of "
                              "the largest output).",
                              images, number(largest))}};
}

}  // namespace rho::preflight
