// SPDX-License-Identifier: Apache-2.0
#include "robustness/ara.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "model/tensor.h"
#include "robustness/lanes.h"
#include "robustness/nearest_change.h"
#include "robustness/perturbation_loop.h"
#include "robustness/smallest_change.h"

namespace rho::robustness {

namespace {

void requireValid(const model::Model& model, const torch::Tensor& inputs,
                  const torch::Tensor& labels, const AraOptions& options) {
  if (model.card().task == model::Task::multiLabel)
    throw InvalidInput("robustness search", "a multi-label network has no single true class",
                       "ask it about one of its labels");
  if (inputs.dim() != 4 || inputs.size(0) < 1)
    throw InvalidInput("images", "there are none", "give at least one");
  if (labels.dim() != 1 || labels.size(0) != inputs.size(0))
    throw InvalidInput("labels", "there must be one for each image");
  const auto least = labels.min().item<std::int64_t>(), most = labels.max().item<std::int64_t>();
  if (least < 0 || most >= model.card().classCount())
    throw InvalidInput(fmt::format("label {}", least < 0 ? least : most),
                       "is not one of the network's classes",
                       fmt::format("labels must be 0 to {}", model.card().classCount() - 1));
  if (options.steps < 1 || !(options.size > 0) || !(options.momentum >= 0) ||
      options.momentum >= 1 || options.batch < 0)
    throw InvalidInput("robustness search", "steps, size, momentum or batch is out of range");
}

/// A ResNet keeps 1 to 2 kB per pixel and image for its gradients: 400 MB at most. On a CPU larger
/// batches are no faster, and smaller ones are sooner told.
std::int64_t batchFor(const torch::Tensor& inputs, torch::Device device) {
  constexpr std::int64_t pixels = std::int64_t{1} << 18;
  return std::clamp<std::int64_t>(pixels / (inputs.size(2) * inputs.size(3)), 1,
                                  device.is_cpu() ? 20 : 250);
}

/// Flags of the images that the network gets right.
torch::Tensor isCorrect(const model::Model& model, const torch::Tensor& inputs,
                        const torch::Tensor& labels) {
  const torch::NoGradGuard noGrad;
  return model.logits(inputs).argmax(1) == labels;
}

torch::Tensor distancesOf(const model::Model& model, const torch::Tensor& inputs,
                          const torch::Tensor& labels, const AraOptions& options,
                          const JobContext& context) {
  if (options.search == Search::fast)
    return NearestChange{}.run(model, inputs, labels, options.outcome, context);
  SmallestChange search(model, inputs, labels, options.outcome);
  const PerturbationLoop loop{
      .steps = options.steps, .momentum = options.momentum, .trackLast = true, .clamp = false};
  const auto sizes = torch::full({inputs.size(0)}, options.size, inputs.options());
  loop.run(
      inputs, sizes, [&](int, const torch::Tensor& delta) { return search.direction(delta); },
      context);
  return search.distances().to(torch::kCPU, torch::kFloat64);
}

}  // namespace

AraResult ara(const model::Model& model, const torch::Tensor& inputs, const torch::Tensor& labels,
              const AraOptions& options, const JobContext& context, const AraSink& sink) {
  requireValid(model, inputs, labels, options);
  const auto total = inputs.size(0);
  const auto batch = options.batch > 0 ? options.batch : batchFor(inputs, model.device());
  AraResult result;
  std::int64_t correct = 0;
  for (std::int64_t begin = 0; begin < total; begin += batch) {
    const auto count = std::min<std::int64_t>(batch, total - begin);
    const auto images = inputs.narrow(0, begin, count).to(model.device());
    const auto truth = labels.narrow(0, begin, count).to(model.device(), torch::kInt64);
    const auto share = [&](std::int64_t i) {
      return static_cast<double>(i) / static_cast<double>(total);
    };
    correct += isCorrect(model, images, truth).sum().item<std::int64_t>();
    const auto distances = torch::empty({count}, torch::kFloat64);
    inLanes(images.device(), count, context.part(share(begin), share(begin + count)),
            [&](std::int64_t first, std::int64_t last, const JobContext& lane) {
              distances.slice(0, first, last)
                  .copy_(distancesOf(model, images.slice(0, first, last),
                                     truth.slice(0, first, last), options, lane));
            });
    const auto* values = distances.data_ptr<double>();
    const std::vector<double> found(values, values + count);
    result.distances.insert(result.distances.end(), found.begin(), found.end());
    if (sink) sink(begin, found);
  }
  result.accuracy = static_cast<double>(correct) / static_cast<double>(total);
  result.median = median(result.distances);
  result.ara = areaAboveChance(result.distances, model.card().classCount());
  result.unchanged =
      static_cast<int>(std::count_if(result.distances.begin(), result.distances.end(),
                                     [](double d) { return !std::isfinite(d); }));
  context.report(1);
  return result;
}

}  // namespace rho::robustness
