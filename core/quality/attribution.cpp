// SPDX-License-Identifier: Apache-2.0
#include "quality/attribution.h"

#include <cmath>

#include "base/error.h"
#include "explain/conversion.h"
#include "model/tensor.h"

namespace rho::quality {

namespace {

/// H×W×C of its own memory.
torch::Tensor tensorOf(const cv::Mat& pixels) {
  const cv::Mat dense = pixels.isContinuous() ? pixels : pixels.clone();
  return torch::from_blob(const_cast<float*>(dense.ptr<float>()),
                          {dense.rows, dense.cols, dense.channels()})
      .clone();
}

}  // namespace

torch::Tensor attributionOf(const explain::Explanation& explanation) {
  if (!explanation.perturbed.empty())
    return (tensorOf(explanation.perturbed) - tensorOf(explanation.input)).abs().sum(2);
  if (explanation.map.size() != explanation.input.size())
    throw InvalidInput(explanation.method, "the map is not on the network's own grid",
                       "explain the image as the network sees it");
  return tensorOf(explanation.map).squeeze(2);
}

explain::Explanation explainInput(const explain::Explainer& method, const model::Model& model,
                                  const torch::Tensor& input, int target, std::uint64_t seed,
                                  const nlohmann::json& options, const JobContext& context) {
  return method.explain(model, {image::Image(explain::toMat(input), {}), target, seed, options},
                        context);
}

MapFunction mapFunction(const explain::Explainer& method, int target, std::uint64_t seed,
                        const nlohmann::json& options) {
  return [&method, target, seed, options](const model::Model& model, const torch::Tensor& input,
                                          const JobContext& context) {
    return attributionOf(explainInput(method, model, input, target, seed, options, context));
  };
}

torch::Tensor importance(const torch::Tensor& map, const std::string& sign) {
  if (sign == "absolute") return map.abs();
  if (sign == "positive") return map.clamp_min(0);
  return map;
}

torch::Tensor ranks(const torch::Tensor& importance) {
  const auto order =
      torch::argsort(importance.flatten(), /*stable=*/true, /*dim=*/0, /*descending=*/true);
  auto places = torch::empty_like(order);
  places.scatter_(0, order, torch::arange(order.size(0), order.options()));
  return places.view(importance.sizes());
}

torch::Tensor topRegion(const torch::Tensor& importance, double share) {
  const auto count = std::llround(share * static_cast<double>(importance.numel()));
  return ranks(importance) < count;
}

}  // namespace rho::quality
