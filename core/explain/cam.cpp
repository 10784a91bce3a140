// SPDX-License-Identifier: Apache-2.0
#include "explain/cam.h"

#include <opencv2/imgproc.hpp>
#include <ranges>

#include "base/error.h"
#include "explain/conversion.h"
#include "explain/gradients.h"
#include "explain/layer_grid.h"
#include "model/tensor.h"

namespace rho::explain {

namespace {

std::vector<std::string> spatialLayers(const model::Model& model, const torch::Tensor& input) {
  const torch::NoGradGuard noGrad;
  std::vector<std::string> names;
  for (const auto& layer : model.network().layers())
    if (layerGrid(model.tap(input, layer).inner, input)) names.push_back(layer);
  return names;
}

[[noreturn]] void throwNotSpatial(const model::Model& model, const torch::Tensor& input,
                                  const std::string& layer) {
  const auto names = spatialLayers(model, input.narrow(0, 0, 1));
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
  throw InvalidInput("layer", "the value of \"" + layer + "\" is not an image",
                     "choose one of: " + list);
}

torch::Tensor plusPlusWeights(const torch::Tensor& activation, const torch::Tensor& gradient) {
  const auto square = gradient * gradient;
  const auto sum = activation.sum({2, 3}, true);
  // Equation 19 of Chattopadhay et al. 2018, with the constant of pytorch-grad-cam.
  const auto alpha = square / (2 * square + sum * square * gradient + 1e-6);
  return (alpha.masked_fill(gradient == 0, 0) * torch::relu(gradient)).sum({2, 3}, true);
}

}  // namespace

std::string defaultCamLayer(const model::Model& model, const torch::Tensor& input) {
  if (!model.card().gradCamLayer.empty()) return model.card().gradCamLayer;
  const torch::NoGradGuard noGrad;
  const auto layers = model.network().layers();
  for (const auto& layer : layers | std::views::reverse)
    if (layerGrid(model.tap(input, layer).inner, input)) return layer;
  throw InvalidInput(model.card().name, "no layer of this network has an image as its value",
                     "use a method that needs no layer, such as lime");
}

CamValues camValues(const model::Model& model, const torch::Tensor& input,
                    const torch::Tensor& targets, const std::string& layer, CamWeights weights) {
  const torch::AutoGradMode withGradients(true);
  const auto tapped = model.tapForGradient(input.detach(), layer);
  const auto grid = layerGrid(tapped.inner, input);
  if (!grid) throwNotSpatial(model, input, layer);
  const auto logit = targetLogits(tapped.logits, targets).sum();
  const auto gradient = asImage(torch::autograd::grad({logit}, {tapped.inner}).front(), *grid);
  const auto activation = asImage(tapped.inner.detach(), *grid);
  const auto w = weights == CamWeights::gradCam ? gradient.mean({2, 3}, true)
                                                : plusPlusWeights(activation, gradient);
  return {(w * activation).sum(1), gradient, tapped.logits.detach()};
}

namespace {

/// Each map from 0 to 1, as pytorch-grad-cam does before and again after it resizes.
torch::Tensor fromZeroToOne(const torch::Tensor& maps) {
  const auto lifted = maps - maps.amin({1, 2}, true);
  return lifted / (lifted.amax({1, 2}, true) + 1e-7);
}

}  // namespace

torch::Tensor asPytorchGradCam(const torch::Tensor& maps, cv::Size size) {
  const auto scaled =
      fromZeroToOne(torch::relu(maps)).to(torch::kCPU, torch::kFloat32).contiguous();
  auto result = torch::empty({maps.size(0), size.height, size.width});
  const int height = static_cast<int>(maps.size(1)), width = static_cast<int>(maps.size(2));
  for (std::int64_t i = 0; i < maps.size(0); ++i) {
    const cv::Mat from(height, width, CV_32F, scaled[i].data_ptr<float>());
    cv::Mat to(size, CV_32F, result[i].data_ptr<float>());
    cv::resize(from, to, size, 0, 0, cv::INTER_LINEAR);
  }
  return fromZeroToOne(result);
}

torch::Tensor asCaptum(const torch::Tensor& maps, cv::Size size) {
  return at::upsample_nearest2d(maps.unsqueeze(1), {size.height, size.width}).squeeze(1);
}

namespace {

std::vector<OptionSpec> camOptions() {
  return {{.name = "layer",
           .type = OptionType::text,
           .defaultValue = "",
           .help = "The layer whose channels are weighted; empty takes the model's own default, or "
                   "its last layer that is an image.",
           .minimum = {},
           .maximum = {},
           .choices = {}},
          {.name = "preset",
           .type = OptionType::choice,
           .defaultValue = "pytorch-grad-cam",
           .help = "Whose Grad-CAM: pytorch-grad-cam (only what speaks for the class, bilinear) or "
                   "captum (signed, nearest neighbour).",
           .minimum = {},
           .maximum = {},
           .choices = {"pytorch-grad-cam", "captum"}},
          {.name = "normalise",
           .type = OptionType::flag,
           .defaultValue = true,
           .help = "With the preset pytorch-grad-cam: scale the map from 0 to 1, as it does. Off "
                   "keeps the raw values, which can be compared between images.",
           .minimum = {},
           .maximum = {},
           .choices = {}}};
}

/// The layer's map on the grid of the input, 1×H×W.
torch::Tensor presented(const torch::Tensor& map, const nlohmann::json& options, cv::Size size) {
  if (options.at("preset") == "captum") return asCaptum(map, size);
  if (options.at("normalise").get<bool>()) return asPytorchGradCam(map, size);
  return at::upsample_bilinear2d(torch::relu(map).unsqueeze(1), {size.height, size.width}, false)
      .squeeze(1);
}

void warnWhenEmpty(const CamValues& values, const nlohmann::json& options,
                   std::vector<std::string>& warnings) {
  const auto layer = options.at("layer").get<std::string>();
  const bool keepsSign = options.at("preset") == "captum";
  if (values.gradient.abs().max().item<float>() == 0) {
    warnings.push_back("The layer " + layer +
                       " has no influence on this class (its gradient is zero): the map says "
                       "nothing. Try another layer.");
  } else if (values.map.abs().max().item<float>() == 0) {
    warnings.push_back("The map is blank: the channels of the layer " + layer +
                       " are silent or cancel each other. Try another layer.");
  } else if (!keepsSign && values.map.max().item<float>() <= 0) {
    warnings.push_back("The map is blank: everything in the layer " + layer +
                       " speaks against this class. The preset captum shows negative values.");
  }
}

}  // namespace

CamExplainer::CamExplainer(MethodInfo info, CamWeights weights)
    : m_info(std::move(info)), m_weights(weights) {
  m_info.options = camOptions();
}

void CamExplainer::compute(const model::Model& model, const Query& query,
                           const torch::Tensor& input, Explanation& explanation,
                           const JobContext& context) const {
  auto& options = explanation.options;
  if (options.at("layer").get<std::string>().empty())
    options["layer"] = defaultCamLayer(model, input);
  context.throwIfStopped();
  const auto values = camValues(model, input, repeatedTarget(model, query.target, 1),
                                options.at("layer").get<std::string>(), m_weights);
  explanation.confidencesBefore = toVector(model.confidences(values.logits));
  warnWhenEmpty(values, options, explanation.warnings);
  const cv::Size size(static_cast<int>(input.size(3)), static_cast<int>(input.size(2)));
  explanation.map = model.mapOnImage(presented(values.map, options, size), query.image);
  explanation.signedMap = options.at("preset") == "captum";
}

}  // namespace rho::explain
