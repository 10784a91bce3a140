// SPDX-License-Identifier: Apache-2.0
// ResNet (He et al. 2016), ResNeXt (Xie et al. 2017) and wide ResNet (Zagoruyko and Komodakis 2016)
// as torchvision.models.resnet defines them; MadryLab's robustness uses the same names.
#include <array>

#include "model/known_network.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

struct Shape {
  std::array<int, 4> blocks;
  bool bottleneck = true;
  int groups = 1;
  int baseWidth = 64;  ///< channels of the 3×3 convolutions of a group in the first stage
};

torch::Tensor skip(const Scope& block, const torch::Tensor& x, std::int64_t out,
                   std::int64_t stride) {
  if (stride == 1 && x.size(1) == out) return x;
  return block.norm("downsample.1",
                    block.convolution("downsample.0", x, {.out = out, .stride = stride}));
}

torch::Tensor basicBlock(const Scope& block, const torch::Tensor& x, std::int64_t planes,
                         std::int64_t stride) {
  auto y = block.convolution("conv1", x, {.out = planes, .kernel = 3, .stride = stride});
  y = rectified(block.norm("bn1", y));
  y = block.norm("bn2", block.convolution("conv2", y, {.out = planes, .kernel = 3}));
  return rectified(y + skip(block, x, planes, stride));
}

torch::Tensor bottleneck(const Scope& block, const torch::Tensor& x, std::int64_t planes,
                         std::int64_t stride, const Shape& shape) {
  const auto width = planes * shape.baseWidth / 64 * shape.groups, out = 4 * planes;
  auto y = rectified(block.norm("bn1", block.convolution("conv1", x, {.out = width})));
  y = block.convolution("conv2", y,
                        {.out = width, .kernel = 3, .stride = stride, .groups = shape.groups});
  y = rectified(block.norm("bn2", y));
  y = block.norm("bn3", block.convolution("conv3", y, {.out = out}));
  return rectified(y + skip(block, x, out, stride));
}

torch::Tensor resNet(const Scope& net, const torch::Tensor& image, const Shape& shape,
                     std::int64_t classes) {
  auto x = net.convolution("conv1", image, {.out = 64, .kernel = 7, .stride = 2});
  x = at::max_pool2d(rectified(net.norm("bn1", x)), 3, 2, 1);
  for (std::size_t i = 0; i < shape.blocks.size(); ++i) {
    const auto name = "layer" + std::to_string(i + 1);
    const std::int64_t planes = 64 << i;
    for (int b = 0; b < shape.blocks[i]; ++b) {
      const auto block = net / name / b;
      const std::int64_t stride = i > 0 && b == 0 ? 2 : 1;
      x = block.layer(shape.bottleneck ? bottleneck(block, x, planes, stride, shape)
                                       : basicBlock(block, x, planes, stride));
    }
    x = net.layer(name, x);
  }
  return net.linear("fc", x.mean({2, 3}), classes);
}

KnownNetwork network(const std::string& name, const Shape& shape) {
  KnownNetwork result{
      .name = name,
      .origin = "torchvision",
      .stem = "conv1",
      .head = "fc",
      .camLayer = "layer4",
      .preset = "imagenet",
      .compute = [shape](const Scope& net, const torch::Tensor& x, const KnownOptions& options) {
        return resNet(net, x, shape, options.classes);
      }};
  result.assumptions = {"its activations are ReLU"};
  if (shape.bottleneck)
    result.assumptions.push_back(
        "blocks halve the size in their 3×3 convolution, as torchvision's do (older ones do it in "
        "the first 1×1 convolution)");
  return result;
}

}  // namespace

std::vector<KnownNetwork> residualNetworks() {
  const std::array<int, 4> of50 = {3, 4, 6, 3}, of101 = {3, 4, 23, 3};
  return {network("resnet18", {{2, 2, 2, 2}, false}),
          network("resnet34", {of50, false}),
          network("resnet50", {of50}),
          network("resnet101", {of101}),
          network("resnet152", {{3, 8, 36, 3}}),
          network("resnext50_32x4d", {of50, true, 32, 4}),
          network("resnext101_32x8d", {of101, true, 32, 8}),
          network("resnext101_64x4d", {of101, true, 64, 4}),
          network("wide_resnet50_2", {of50, true, 1, 128}),
          network("wide_resnet50_4", {of50, true, 1, 256}),
          network("wide_resnet101_2", {of101, true, 1, 128})};
}

}  // namespace rho::model
