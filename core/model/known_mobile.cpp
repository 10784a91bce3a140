// SPDX-License-Identifier: Apache-2.0
// MobileNetV2 (Sandler et al. 2018) and EfficientNet-B0 (Tan and Le 2019) as torchvision.models
// defines them.
#include <algorithm>

#include "model/known_network.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

/// Some blocks alike; the first has the stride.
struct Stage {
  std::int64_t expansion, kernel, stride, out;
  int blocks;
};

constexpr Stage mobileStages[] = {{1, 3, 1, 16, 1}, {6, 3, 2, 24, 2}, {6, 3, 2, 32, 3},
                                  {6, 3, 2, 64, 4}, {6, 3, 1, 96, 3}, {6, 3, 2, 160, 3},
                                  {6, 3, 1, 320, 1}};
constexpr Stage efficientStages[] = {{1, 3, 1, 16, 1}, {6, 3, 2, 24, 2},  {6, 5, 2, 40, 2},
                                     {6, 3, 2, 80, 3}, {6, 5, 1, 112, 3}, {6, 5, 2, 192, 4},
                                     {6, 3, 1, 320, 1}};
constexpr std::int64_t stemChannels = 32, lastChannels = 1280;

using ActivationFunction = torch::Tensor (*)(const torch::Tensor&);

torch::Tensor silu(const torch::Tensor& x) { return at::silu(x); }

/// "0" the convolution, "1" its norm, then the activation.
torch::Tensor unit(const Scope& scope, const torch::Tensor& x, const Convolution& convolution,
                   ActivationFunction activation) {
  return scope.layer(activation(scope.norm("1", scope.convolution("0", x, convolution))));
}

/// An inverted residual block. Its modules are counted: expansion (if any), depthwise convolution,
/// projection.
torch::Tensor mobileBlock(const Scope& block, const torch::Tensor& x, const Stage& stage,
                          std::int64_t stride) {
  const auto hidden = x.size(1) * stage.expansion;
  const auto parts = block / "conv";
  std::int64_t index = 0;
  auto y = x;
  if (stage.expansion != 1) y = unit(parts / index++, y, {.out = hidden}, rectifiedTo6);
  y = unit(parts / index++, y,
           {.out = hidden, .kernel = stage.kernel, .stride = stride, .groups = hidden},
           rectifiedTo6);
  y = parts.convolution(std::to_string(index), y, {.out = stage.out});
  y = parts.norm(std::to_string(index + 1), y);
  return block.layer(stride == 1 && x.size(1) == stage.out ? x + y : y);
}

/// Squeeze and excitation (Hu et al. 2018).
torch::Tensor excited(const Scope& scope, const torch::Tensor& x, std::int64_t squeezed) {
  auto scale = x.mean({2, 3}, true);
  scale = at::silu(scope.convolution("fc1", scale, {.out = squeezed, .bias = true}));
  scale = scope.convolution("fc2", scale, {.out = x.size(1), .bias = true});
  return x * at::sigmoid(scale);
}

torch::Tensor efficientBlock(const Scope& block, const torch::Tensor& x, const Stage& stage,
                             std::int64_t stride) {
  const auto hidden = x.size(1) * stage.expansion;
  const auto parts = block / "block";
  std::int64_t index = 0;
  auto y = x;
  if (stage.expansion != 1) y = unit(parts / index++, y, {.out = hidden}, silu);
  y = unit(parts / index++, y,
           {.out = hidden, .kernel = stage.kernel, .stride = stride, .groups = hidden}, silu);
  y = excited(parts / index++, y, std::max<std::int64_t>(1, x.size(1) / 4));
  const auto projection = parts / index;
  y = projection.norm("1", projection.convolution("0", y, {.out = stage.out}));
  return block.layer(stride == 1 && x.size(1) == stage.out ? x + y : y);
}

/// features.0, features.1 and so on number the blocks.
torch::Tensor mobileNetV2(const Scope& net, const torch::Tensor& image,
                          const KnownOptions& options) {
  const auto features = net / "features";
  std::int64_t index = 0;
  auto x = unit(features / index++, image, {.out = stemChannels, .kernel = 3, .stride = 2},
                rectifiedTo6);
  for (const auto& stage : mobileStages)
    for (int b = 0; b < stage.blocks; ++b)
      x = mobileBlock(features / index++, x, stage, b == 0 ? stage.stride : 1);
  x = unit(features / index, x, {.out = lastChannels}, rectifiedTo6);
  return net.linear("classifier.1", x.mean({2, 3}), options.classes);
}

/// features.0, features.1 and so on number the stages, features.1.0 and so on their blocks.
torch::Tensor efficientNetB0(const Scope& net, const torch::Tensor& image,
                             const KnownOptions& options) {
  const auto features = net / "features";
  std::int64_t index = 0;
  auto x = unit(features / index++, image, {.out = stemChannels, .kernel = 3, .stride = 2}, silu);
  for (const auto& stage : efficientStages) {
    const auto blocks = features / index++;
    for (int b = 0; b < stage.blocks; ++b)
      x = efficientBlock(blocks / b, x, stage, b == 0 ? stage.stride : 1);
    x = blocks.layer(x);
  }
  x = unit(features / index, x, {.out = lastChannels}, silu);
  return net.linear("classifier.1", x.mean({2, 3}), options.classes);
}

}  // namespace

std::vector<KnownNetwork> mobileNetworks() {
  const KnownNetwork common{.name = {},
                            .origin = "torchvision",
                            .stem = "features.0.0",
                            .head = "classifier.1",
                            .camLayer = {},
                            .preset = "imagenet",
                            .compute = {}};
  auto mobile = common, efficient = common;
  mobile.name = "mobilenet_v2";
  mobile.camLayer = "features.18";
  mobile.compute = mobileNetV2;
  mobile.assumptions = {"its activations are ReLU6"};
  efficient.name = "efficientnet_b0";
  efficient.camLayer = "features.8";
  efficient.compute = efficientNetB0;
  efficient.assumptions = {"its activations are SiLU"};
  return {mobile, efficient};
}

}  // namespace rho::model
