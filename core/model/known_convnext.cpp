// SPDX-License-Identifier: Apache-2.0
// ConvNeXt (Liu et al. 2022) as torchvision.models.convnext defines it.
#include <array>

#include "model/known_network.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

struct Shape {
  std::array<int, 4> blocks;
  std::int64_t channels;  ///< of the first stage; each stage doubles them
};

constexpr double epsilon = 1e-6;

torch::Tensor channelsLast(const torch::Tensor& x) { return x.permute({0, 2, 3, 1}); }
torch::Tensor channelsFirst(const torch::Tensor& x) { return x.permute({0, 3, 1, 2}); }

torch::Tensor normOfChannels(const Scope& scope, const std::string& name, const torch::Tensor& x) {
  return channelsFirst(scope.layerNorm(name, channelsLast(x), epsilon));
}

torch::Tensor convNextBlock(const Scope& scope, const torch::Tensor& x) {
  const auto channels = x.size(1);
  const auto block = scope / "block";
  auto y = channelsLast(
      block.convolution("0", x, {.out = channels, .kernel = 7, .groups = channels, .bias = true}));
  y = block.linear("3", block.layerNorm("2", y, epsilon), 4 * channels);
  y = channelsFirst(block.linear("5", at::gelu(y), channels));
  return scope.layer(scope.weight("layer_scale", {channels, 1, 1}) * y + x);
}

torch::Tensor convNext(const Scope& net, const torch::Tensor& image, const Shape& shape,
                       std::int64_t classes) {
  const auto features = net / "features";
  const auto stem = features / 0;
  auto x = stem.convolution(
      "0", image, {.out = shape.channels, .kernel = 4, .stride = 4, .padding = 0, .bias = true});
  x = stem.layer(normOfChannels(stem, "1", x));
  std::int64_t index = 1, channels = shape.channels;
  for (std::size_t s = 0; s < shape.blocks.size(); ++s) {
    const auto stage = features / index++;
    for (int b = 0; b < shape.blocks[s]; ++b) x = convNextBlock(stage / b, x);
    x = stage.layer(x);
    if (s + 1 == shape.blocks.size()) break;
    const auto halving = features / index++;
    channels *= 2;
    x = halving.convolution(
        "1", normOfChannels(halving, "0", x),
        {.out = channels, .kernel = 2, .stride = 2, .padding = 0, .bias = true});
  }
  const auto classifier = net / "classifier";
  x = normOfChannels(classifier, "0", x.mean({2, 3}, true)).flatten(1);
  return classifier.linear("2", x, classes);
}

KnownNetwork network(const std::string& name, const Shape& shape) {
  return {.name = name,
          .origin = "torchvision",
          .stem = "features.0.0",
          .head = "classifier.2",
          .camLayer = "features.7",
          .preset = "imagenet",
          .compute =
              [shape](const Scope& net, const torch::Tensor& x, const KnownOptions& options) {
                return convNext(net, x, shape, options.classes);
              },
          .assumptions = {"its activations are GELU"}};
}

}  // namespace

std::vector<KnownNetwork> convNextNetworks() {
  return {network("convnext_tiny", {{3, 3, 9, 3}, 96}),
          network("convnext_small", {{3, 3, 27, 3}, 96}),
          network("convnext_base", {{3, 3, 27, 3}, 128})};
}

}  // namespace rho::model
