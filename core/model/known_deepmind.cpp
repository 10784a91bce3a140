// SPDX-License-Identifier: Apache-2.0
// The networks for CIFAR of Gowal et al. (2020, 2021) and Rebuffi et al. (2021), whose definition
// RobustBench keeps in dm_wide_resnet.py. Convolutions with a stride are padded at the bottom and
// right alone.
#include "model/known_network.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

/// ReLU, or Swish, which PyTorch calls SiLU.
struct Activate {
  bool swish;
  torch::Tensor operator()(const torch::Tensor& x) const {
    return swish ? at::silu(x) : rectified(x);
  }
};

torch::Tensor padded(const torch::Tensor& x, std::int64_t stride) {
  const std::int64_t before = stride == 1 ? 1 : 0;
  return at::constant_pad_nd(x, {before, 1, before, 1});
}

torch::Tensor convolution(const Scope& block, const std::string& name, const torch::Tensor& x,
                          std::int64_t out, std::int64_t stride) {
  return block.convolution(name, padded(x, stride),
                           {.out = out, .kernel = 3, .stride = stride, .padding = 0});
}

torch::Tensor wideBlock(const Scope& block, const torch::Tensor& x, std::int64_t out,
                        std::int64_t stride, const Activate& activate) {
  const auto activated = activate(block.norm("batchnorm_0", x));
  auto y =
      activate(block.norm("batchnorm_1", convolution(block, "conv_0", activated, out, stride)));
  y = block.convolution("conv_1", y, {.out = out, .kernel = 3});
  if (x.size(1) == out) return x + y;
  return block.convolution("shortcut", activated, {.out = out, .stride = stride}) + y;
}

torch::Tensor wide(const Scope& net, const torch::Tensor& image, const KnownOptions& options,
                   const Activate& activate) {
  auto x = net.convolution("init_conv", image, {.out = 16, .kernel = 3});
  for (int i = 0; i < 3; ++i) {
    const auto group = net / "layer" / i;
    for (std::int64_t b = 0; b < (options.depth - 4) / 6; ++b) {
      const auto block = group / "block" / b;
      const std::int64_t stride = i > 0 && b == 0 ? 2 : 1;
      x = block.layer(wideBlock(block, x, (16 << i) * options.width, stride, activate));
    }
    x = group.layer(x);
  }
  x = activate(net.norm("batchnorm", x));
  return net.linear("logits", x.mean({2, 3}), options.classes);
}

bool depthAndWidth(const TensorMap& weights, KnownOptions& options) {
  return wideDepthAndWidth(weights, "layer.0.block.", ".conv_0.weight", options);
}

torch::Tensor preActivation(const Scope& net, const torch::Tensor& image,
                            const KnownOptions& options, const Activate& activate) {
  auto x = net.convolution("conv_2d", image, {.out = 64, .kernel = 3});
  for (int i = 0; i < 4; ++i) {
    const auto group = net / ("layer_" + std::to_string(i));
    for (int b = 0; b < 2; ++b) {
      const std::int64_t stride = i > 0 && b == 0 ? 2 : 1, out = 64 << i;
      const auto block = group / b;
      auto y = activate(block.norm("batchnorm_0", x));
      y = activate(block.norm("batchnorm_1", convolution(block, "conv_2d_1", y, out, stride)));
      y = block.convolution("conv_2d_2", y, {.out = out, .kernel = 3});
      if (stride != 1) x = convolution(block, "shortcut", x, out, stride);
      x = block.layer(x + y);
    }
    x = group.layer(x);
  }
  x = activate(net.norm("batchnorm", x));
  return net.linear("logits", x.mean({2, 3}), options.classes);
}

KnownNetwork common(bool swish) {
  return {.name = {},
          .origin = "DeepMind and RobustBench",
          .stem = {},
          .head = "logits",
          .camLayer = {},
          .preset = "cifar10",
          .inputSize = 32,
          .compute = {},
          .assumptions = {swish ? "its activations are Swish" : "its activations are ReLU"}};
}

KnownNetwork wideNetwork(const std::string& name, bool swish) {
  auto network = common(swish);
  network.name = name;
  network.stem = "init_conv";
  network.camLayer = "layer.2";
  network.compute = [swish](const Scope& net, const torch::Tensor& x, const KnownOptions& options) {
    return wide(net, x, options, Activate{swish});
  };
  network.complete = depthAndWidth;
  return network;
}

KnownNetwork preActivationNetwork(const std::string& name, bool swish) {
  auto network = common(swish);
  network.name = name;
  network.stem = "conv_2d";
  network.camLayer = "layer_3";
  network.compute = [swish](const Scope& net, const torch::Tensor& x, const KnownOptions& options) {
    return preActivation(net, x, options, Activate{swish});
  };
  return network;
}

}  // namespace

std::vector<KnownNetwork> deepMindNetworks() {
  return {wideNetwork("dm-wide-resnet-swish", true), wideNetwork("dm-wide-resnet-relu", false),
          preActivationNetwork("dm-preact-resnet18-swish", true),
          preActivationNetwork("dm-preact-resnet18-relu", false)};
}

}  // namespace rho::model
