// SPDX-License-Identifier: Apache-2.0
// DenseNet (Huang et al. 2017) as torchvision.models.densenet and torchxrayvision.models define it.
#include <array>

#include "model/known_network.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

struct Shape {
  std::array<int, 4> blocks;
  int growth = 32;  ///< channels that each layer adds
  int stem = 64;    ///< channels of the first convolution
};

torch::Tensor denseLayer(const Scope& layer, const torch::Tensor& x, std::int64_t growth) {
  auto y = layer.convolution("conv1", rectified(layer.norm("norm1", x)), {.out = 4 * growth});
  y = layer.convolution("conv2", rectified(layer.norm("norm2", y)), {.out = growth, .kernel = 3});
  return layer.layer(at::cat({x, y}, 1));
}

torch::Tensor transition(const Scope& layer, const torch::Tensor& x) {
  const auto y =
      layer.convolution("conv", rectified(layer.norm("norm", x)), {.out = x.size(1) / 2});
  return layer.layer(at::avg_pool2d(y, 2, 2));
}

torch::Tensor denseNet(const Scope& net, const torch::Tensor& image, const Shape& shape,
                       std::int64_t classes) {
  const auto features = net / "features";
  auto x = features.convolution("conv0", image, {.out = shape.stem, .kernel = 7, .stride = 2});
  x = at::max_pool2d(rectified(features.norm("norm0", x)), 3, 2, 1);
  for (std::size_t i = 0; i < shape.blocks.size(); ++i) {
    const auto block = features / ("denseblock" + std::to_string(i + 1));
    for (int b = 1; b <= shape.blocks[i]; ++b)
      x = denseLayer(block / ("denselayer" + std::to_string(b)), x, shape.growth);
    x = block.layer(x);
    if (i + 1 < shape.blocks.size())
      x = transition(features / ("transition" + std::to_string(i + 1)), x);
  }
  x = rectified(features.norm("norm5", x));
  return net.linear("classifier", x.mean({2, 3}), classes);
}

KnownNetwork network(const std::string& name, const Shape& shape) {
  return {.name = name,
          .origin = "torchvision",
          .stem = "features.conv0",
          .head = "classifier",
          .camLayer = "features.norm5",
          .preset = "imagenet",
          .compute =
              [shape](const Scope& net, const torch::Tensor& x, const KnownOptions& options) {
                return denseNet(net, x, shape, options.classes);
              },
          .assumptions = {"its activations are ReLU"}};
}

}  // namespace

std::vector<KnownNetwork> denseNetworks() {
  return {network("densenet121", {{6, 12, 24, 16}}),
          network("densenet161", {{6, 12, 36, 24}, 48, 96}),
          network("densenet169", {{6, 12, 32, 32}}), network("densenet201", {{6, 12, 48, 32}})};
}

}  // namespace rho::model
