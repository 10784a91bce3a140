// SPDX-License-Identifier: Apache-2.0
#include "quality/metric.h"

#include <fmt/format.h>

#include <cmath>

#include "base/error.h"
#include "model/tensor.h"
#include "model/torch_errors.h"

namespace rho::quality {

namespace {

void requireFit(const Case& subject) {
  const auto& card = subject.model.card();
  const auto& input = subject.input;
  if (!input.defined() || input.dim() != 4 || input.size(0) != 1)
    throw InvalidInput("quality", "needs one image of shape 1×C×H×W");
  const auto isGrid = [&](const torch::Tensor& grid) {
    return grid.dim() == 2 && grid.size(0) == input.size(2) && grid.size(1) == input.size(3);
  };
  if (!subject.map.defined() || !isGrid(subject.map))
    throw InvalidInput(
        "map", fmt::format("is not of the network's {}×{} pixels", input.size(3), input.size(2)),
        "make it for the image as the network sees it");
  if (!torch::isfinite(subject.map).all().item<bool>())
    throw InvalidInput("map", "holds values that are not finite", "repair or leave it out");
  if (subject.evidence.defined() && !isGrid(subject.evidence))
    throw InvalidInput("evidence", "is not of the image's size");
  if (subject.target < 0 || subject.target >= card.classCount())
    throw InvalidInput(fmt::format("class {}", subject.target),
                       "is not one of the network's classes",
                       fmt::format("choose 0 to {}", card.classCount() - 1));
}

}  // namespace

std::optional<Measurement> Metric::measure(const Case& subject, const nlohmann::json& given,
                                           const JobContext& context) const {
  const auto options = explain::completeOptions(info().options, given, info().id);
  requireFit(subject);
  if (!appliesTo(subject)) return std::nullopt;
  context.step(0, 1, info().title);
  try {
    const auto found = compute(subject, options, context);
    context.throwIfStopped();
    if (!std::isfinite(found.value))
      throw InvalidInput(info().id, "the network gives values that are not finite",
                         "check the network's weights and its normalisation");
    context.report(1);
    return found;
  } catch (...) {
    model::rethrowAs<InvalidInput>(info().id, "the network failed",
                                   "check that the network fits its card and the image");
  }
}

}  // namespace rho::quality
