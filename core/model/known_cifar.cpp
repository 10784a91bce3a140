// SPDX-License-Identifier: Apache-2.0
// Networks for images of 32×32 pixels: ResNet (He et al. 2016) as in MadryLab's robustness, ResNets
// with activations before the convolutions and wide ResNets (Zagoruyko and Komodakis 2016, as
// TRADES has them) as in RobustBench.
#include <array>

#include "model/known_network.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

struct Shape {
  std::array<int, 4> blocks;
  bool bottleneck = false;
};

torch::Tensor normRelu(const Scope& scope, const std::string& name, const torch::Tensor& x) {
  return rectified(scope.norm(name, x));
}

torch::Tensor skip(const Scope& block, const torch::Tensor& x, std::int64_t out,
                   std::int64_t stride) {
  if (stride == 1 && x.size(1) == out) return x;
  return block.norm("shortcut.1",
                    block.convolution("shortcut.0", x, {.out = out, .stride = stride}));
}

torch::Tensor residualBlock(const Scope& block, const torch::Tensor& x, std::int64_t planes,
                            std::int64_t stride, bool bottleneck) {
  const auto out = bottleneck ? 4 * planes : planes;
  torch::Tensor y;
  if (bottleneck) {
    y = normRelu(block, "bn1", block.convolution("conv1", x, {.out = planes}));
    y = normRelu(block, "bn2",
                 block.convolution("conv2", y, {.out = planes, .kernel = 3, .stride = stride}));
    y = block.norm("bn3", block.convolution("conv3", y, {.out = out}));
  } else {
    y = normRelu(block, "bn1",
                 block.convolution("conv1", x, {.out = out, .kernel = 3, .stride = stride}));
    y = block.norm("bn2", block.convolution("conv2", y, {.out = out, .kernel = 3}));
  }
  return rectified(y + skip(block, x, out, stride));
}

torch::Tensor residual(const Scope& net, const torch::Tensor& image, const Shape& shape,
                       std::int64_t classes) {
  auto x = normRelu(net, "bn1", net.convolution("conv1", image, {.out = 64, .kernel = 3}));
  for (std::size_t i = 0; i < shape.blocks.size(); ++i) {
    const auto group = net / ("layer" + std::to_string(i + 1));
    for (int b = 0; b < shape.blocks[i]; ++b) {
      const std::int64_t stride = i > 0 && b == 0 ? 2 : 1;
      const auto block = group / b;
      x = block.layer(residualBlock(block, x, 64 << i, stride, shape.bottleneck));
    }
    x = group.layer(x);
  }
  return net.linear("linear", x.mean({2, 3}), classes);
}

/// skipsActivated: the shortcut's convolution sees the activations, not the block's input.
torch::Tensor preActivation(const Scope& net, const torch::Tensor& image, bool skipsActivated,
                            bool lastNorm, std::int64_t classes) {
  auto x = net.convolution("conv1", image, {.out = 64, .kernel = 3});
  for (int i = 0; i < 4; ++i) {
    const auto group = net / ("layer" + std::to_string(i + 1));
    for (int b = 0; b < 2; ++b) {
      const std::int64_t stride = i > 0 && b == 0 ? 2 : 1, out = 64 << i;
      const auto block = group / b;
      auto y = normRelu(block, "bn1", x);
      if (stride != 1 || x.size(1) != out)
        x = block.convolution("shortcut.0", skipsActivated ? y : x, {.out = out, .stride = stride});
      y = block.convolution("conv1", y, {.out = out, .kernel = 3, .stride = stride});
      y = block.convolution("conv2", normRelu(block, "bn2", y), {.out = out, .kernel = 3});
      x = block.layer(x + y);
    }
    x = group.layer(x);
  }
  if (lastNorm) x = normRelu(net, "bn", x);
  return net.linear("linear", x.mean({2, 3}), classes);
}

torch::Tensor wideBlock(const Scope& block, const torch::Tensor& x, std::int64_t out,
                        std::int64_t stride) {
  const auto activated = normRelu(block, "bn1", x);
  auto y = block.convolution("conv1", activated, {.out = out, .kernel = 3, .stride = stride});
  y = block.convolution("conv2", normRelu(block, "bn2", y), {.out = out, .kernel = 3});
  if (x.size(1) == out) return x + y;
  return block.convolution("convShortcut", activated, {.out = out, .stride = stride}) + y;
}

torch::Tensor wide(const Scope& net, const torch::Tensor& image, const KnownOptions& options) {
  auto x = net.convolution("conv1", image, {.out = 16, .kernel = 3});
  for (int i = 0; i < 3; ++i) {
    const auto group = net / ("block" + std::to_string(i + 1));
    for (std::int64_t b = 0; b < (options.depth - 4) / 6; ++b) {
      const auto block = group / "layer" / b;
      x = block.layer(wideBlock(block, x, (16 << i) * options.width, i > 0 && b == 0 ? 2 : 1));
    }
    x = group.layer(x);
  }
  return net.linear("fc", normRelu(net, "bn1", x).mean({2, 3}), options.classes);
}

/// From the number of blocks and the channels of the first one.
bool depthAndWidth(const TensorMap& weights, KnownOptions& options) {
  return wideDepthAndWidth(weights, "block1.layer.", ".conv1.weight", options);
}

KnownNetwork common(const std::string& name, const std::string& origin) {
  return {.name = name,
          .origin = origin,
          .stem = "conv1",
          .head = "linear",
          .camLayer = "layer4",
          .preset = {},
          .inputSize = 32,
          .compute = {},
          .assumptions = {"its activations are ReLU"}};
}

KnownNetwork residualNetwork(const std::string& name, const Shape& shape) {
  auto network = common(name, "robustness and RobustBench");
  network.compute = [shape](const Scope& net, const torch::Tensor& x, const KnownOptions& options) {
    return residual(net, x, shape, options.classes);
  };
  return network;
}

KnownNetwork preActivationNetwork(const std::string& name, bool skipsActivated, bool lastNorm) {
  auto network = common(name, "RobustBench");
  network.compute = [=](const Scope& net, const torch::Tensor& x, const KnownOptions& options) {
    return preActivation(net, x, skipsActivated, lastNorm, options.classes);
  };
  network.assumptions.push_back(skipsActivated ? "its shortcuts begin after norm and activation"
                                               : "its shortcuts begin before norm and activation");
  return network;
}

KnownNetwork wideNetwork() {
  auto network = common("cifar-wide-resnet", "TRADES and RobustBench");
  network.head = "fc";
  network.camLayer = "block3";
  network.compute = wide;
  network.unused = {"sub_block1."};
  network.complete = depthAndWidth;
  return network;
}

}  // namespace

std::vector<KnownNetwork> cifarNetworks() {
  const std::array<int, 4> of50 = {3, 4, 6, 3};
  return {residualNetwork("cifar-resnet18", {{2, 2, 2, 2}}),
          residualNetwork("cifar-resnet34", {of50}),
          residualNetwork("cifar-resnet50", {of50, true}),
          residualNetwork("cifar-resnet101", {{3, 4, 23, 3}, true}),
          residualNetwork("cifar-resnet152", {{3, 8, 36, 3}, true}),
          preActivationNetwork("cifar-preact-resnet18", true, false),
          preActivationNetwork("cifar-preact-resnet18-early", false, false),
          preActivationNetwork("cifar-preact-resnet18-norm", true, true),
          preActivationNetwork("cifar-preact-resnet18-norm-early", false, true),
          wideNetwork()};
}

}  // namespace rho::model
