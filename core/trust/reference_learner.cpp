// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "explain/cam.h"
#include "model/tensor.h"
#include "trust/covariance.h"
#include "trust/embedding.h"
#include "trust/reference.h"

namespace rho::trust {

namespace {

constexpr std::int64_t leastImages = 100;
constexpr std::int64_t heldOutEvery = 5;
constexpr std::int64_t batch = 32;

torch::Tensor embeddingsOf(const model::Model& model, const ReferenceExamples& examples,
                           const std::string& layer, const JobContext& context) {
  std::vector<torch::Tensor> parts;
  for (std::int64_t begin = 0; begin < examples.count; begin += batch) {
    std::vector<torch::Tensor> inputs;
    for (auto i = begin; i < std::min(begin + batch, examples.count); ++i) {
      context.step(i, examples.count, "embedding " + examples.name);
      inputs.push_back(model.input(examples.read(i)));
    }
    parts.push_back(embeddingOf(model, torch::cat(inputs), layer));
  }
  return torch::cat(parts);
}

/// Every twentieth, and the limit; none of them so far out that it would be a single image's.
std::vector<Reference::Quantile> quantilesOf(const torch::Tensor& distances) {
  std::vector<Reference::Quantile> quantiles;
  const auto add = [&](double share) {
    quantiles.push_back({share, torch::quantile(distances, share).item<double>()});
  };
  for (int i = 1; i < 20; ++i) add(i / 20.0);
  add(0.99);
  return quantiles;
}

torch::Tensor factorOf(const torch::Tensor& covariance) {
  const auto [factor, failed] = at::linalg_cholesky_ex(covariance);
  if (failed.item<int>() != 0)
    throw InvalidInput("reference", "the network sees no difference between the images",
                       "use other images, or check the network");
  return factor;
}

}  // namespace

Reference learnReference(const model::Model& model, const ReferenceExamples& examples,
                         const JobContext& context) {
  if (examples.count < leastImages)
    throw InvalidInput(examples.name,
                       fmt::format("holds {} images, too few to learn from", examples.count),
                       fmt::format("give at least {}", leastImages));
  const auto layer = explain::defaultCamLayer(model, model.input(examples.read(0)));
  const auto all = embeddingsOf(model, examples, layer, context);
  const auto isHeldOut = torch::arange(all.size(0)).remainder(heldOutEvery) == heldOutEvery - 1;
  const auto learned = all.index({isHeldOut.logical_not()}), heldOut = all.index({isHeldOut});
  const ReferenceOrigin origin{model.card().name, model.card().sha256, layer,
                               examples.name,     learned.size(0),     heldOut.size(0)};
  const auto mean = learned.to(torch::kFloat64).mean(0);
  const auto factor = factorOf(shrunkCovariance(learned));
  // The quantiles are of the distances that the reference itself measures.
  const Reference unmeasured(origin, mean, factor, {{0.99, 0}});
  context.report(1);
  return Reference(origin, mean, factor, quantilesOf(unmeasured.distances(heldOut)));
}

}  // namespace rho::trust
