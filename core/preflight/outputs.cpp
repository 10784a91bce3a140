// SPDX-License-Identifier: Apache-2.0
// What can be seen of the outputs alone.
#include <fmt/format.h>

#include "model/tensor.h"
#include "preflight/checks.h"

namespace rho::preflight {

namespace {

/// In confidence: rounding in another order.
constexpr double sameAnswer = 1e-5;
/// Kernels for several images round otherwise than those for one.
constexpr double sameInBatch = 1e-3;

double largestChange(const model::Model& model, const torch::Tensor& a, const torch::Tensor& b) {
  return (model.confidences(a) - model.confidences(b)).abs().max().item<double>();
}

bool areUsable(const torch::Tensor& logits) {
  return logits.dim() == 2 && torch::isfinite(logits).all().item<bool>();
}

}  // namespace

std::optional<Finding> finiteOutputs(const Subject& subject) {
  const torch::NoGradGuard noGrad;
  const auto logits = subject.model.logits(subject.input);
  if (torch::isfinite(logits).all().item<bool>())
    return Finding{{}, true, {"All outputs are finite."}};
  return Finding{{},
                 false,
                 {"Outputs are infinite or no numbers: the weights are damaged, or the "
                  "normalisation is wrong. Load the file again or correct its card."}};
}

std::optional<Finding> classCount(const Subject& subject) {
  const torch::NoGradGuard noGrad;
  const auto logits = subject.model.logits(subject.input);
  const auto outputs = logits.dim() == 2 ? logits.size(1) : logits.numel();
  const int named = subject.model.card().classCount();
  if (outputs == named)
    return Finding{{}, true, {fmt::format("{} outputs, as the card names.", named)}};
  return Finding{{},
                 false,
                 {fmt::format("{} outputs, but the card names {} classes: correct the list of "
                              "classes.",
                              outputs, named)}};
}

/// Dropout that is still on, and everything else that draws lots.
std::optional<Finding> repeatability(const Subject& subject) {
  const torch::NoGradGuard noGrad;
  const auto first = subject.model.logits(subject.input),
             second = subject.model.logits(subject.input);
  if (!areUsable(first)) return std::nullopt;
  const double change = largestChange(subject.model, first, second);
  if (change <= sameAnswer)
    return Finding{{}, true, {"The same image gets the same answer twice."}};
  return Finding{{},
                 false,
                 {fmt::format("Asked twice, a confidence differs by {}: the network is random "
                              "inside. Export it in evaluation mode, without dropout.",
                              number(change))}};
}

/// Batch norm in training mode takes its statistics from the images that come together.
std::optional<Finding> evaluationMode(const Subject& subject) {
  const torch::NoGradGuard noGrad;
  const auto& model = subject.model;
  const auto alone = model.logits(subject.input);
  if (!areUsable(alone)) return std::nullopt;
  if (largestChange(model, alone, model.logits(subject.input)) > sameAnswer)
    return std::nullopt;  // random: another check says so
  const auto dark = subject.input * 0.2, bright = 1 - subject.input * 0.5;
  const auto together = model.logits(torch::cat({subject.input, dark, bright}));
  const double change = largestChange(model, alone, together.narrow(0, 0, 1));
  if (change <= sameInBatch)
    return Finding{{}, true, {"An image's answer does not depend on the images beside it."}};
  return Finding{{},
                 false,
                 {fmt::format("Together with other images, a confidence differs by {}: layers are "
                              "in training mode, as batch norm with the batch's own statistics. "
                              "Export the network in evaluation mode.",
                              number(change))}};
}

}  // namespace rho::preflight
