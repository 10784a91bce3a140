// SPDX-License-Identifier: Apache-2.0
// ViT (Dosovitskiy et al. 2021) as torchvision.models.vision_transformer defines it.
#include <cmath>

#include "model/known_network.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

struct Shape {
  std::int64_t patch, blocks, heads, channels;
};

constexpr double epsilon = 1e-6;

/// Multi-head attention of N×T×C tokens to themselves.
torch::Tensor attention(const Scope& scope, const torch::Tensor& x, std::int64_t heads) {
  const auto n = x.size(0), tokens = x.size(1), channels = x.size(2), width = channels / heads;
  const auto projected = at::linear(x, scope.weight("in_proj_weight", {3 * channels, channels}),
                                    scope.weight("in_proj_bias", {3 * channels}));
  const auto parts = projected.view({n, tokens, 3, heads, width}).permute({2, 0, 3, 1, 4});
  const auto query = parts[0] / std::sqrt(static_cast<double>(width));
  const auto weights =
      scope.attention(at::softmax(at::matmul(query, parts[1].transpose(2, 3)), -1));
  const auto mixed = at::matmul(weights, parts[2]).transpose(1, 2).reshape({n, tokens, channels});
  return scope.linear("out_proj", mixed, channels);
}

torch::Tensor encoderBlock(const Scope& block, const torch::Tensor& x, const Shape& shape,
                           std::int64_t rows, std::int64_t columns) {
  auto y = block.tokens("ln_1", block.layerNorm("ln_1", x, epsilon), rows, columns);
  y = attention(block / "self_attention", y, shape.heads) + x;
  const auto normed = block.tokens("ln_2", block.layerNorm("ln_2", y, epsilon), rows, columns);
  const auto hidden = at::gelu((block / "mlp").linear("0", normed, 4 * shape.channels));
  return y + (block / "mlp").linear("3", hidden, shape.channels);
}

torch::Tensor visionTransformer(const Scope& net, const torch::Tensor& image, const Shape& shape,
                                std::int64_t classes) {
  const auto patches = net.convolution("conv_proj", image,
                                       {.out = shape.channels,
                                        .kernel = shape.patch,
                                        .stride = shape.patch,
                                        .padding = 0,
                                        .bias = true});
  const auto rows = patches.size(2), columns = patches.size(3);
  const auto first = net.weight("class_token", {1, 1, shape.channels});
  auto x = at::cat({first.expand({image.size(0), -1, -1}), patches.flatten(2).transpose(1, 2)}, 1);
  const auto encoder = net / "encoder";
  x = x + encoder.weight("pos_embedding", {1, rows * columns + 1, shape.channels});
  for (std::int64_t i = 0; i < shape.blocks; ++i) {
    const auto block = encoder / "layers" / ("encoder_layer_" + std::to_string(i));
    x = encoderBlock(block, x, shape, rows, columns);
    x = encoder.tokens("layers.encoder_layer_" + std::to_string(i), x, rows, columns);
  }
  x = encoder.layerNorm("ln", x, epsilon);
  return net.linear("heads.head", x.select(1, 0), classes);
}

/// The number of tokens tells the size of the images, which are square.
template <std::int64_t patch>
bool imageSizeFrom(const TensorMap& weights, KnownOptions& options) {
  const auto found = weights.find("encoder.pos_embedding");
  if (found == weights.end() || found->second.dim() != 3) return false;
  const auto side = std::lround(std::sqrt(static_cast<double>(found->second.size(1) - 1)));
  options.imageSize = side * patch;
  return side > 0 && side * side + 1 == found->second.size(1);
}

template <std::int64_t patch>
KnownNetwork network(const std::string& name, const Shape& shape) {
  return {.name = name,
          .origin = "torchvision",
          .stem = "conv_proj",
          .head = "heads.head",
          // After the last block only the class token matters: the patches have no gradient there.
          .camLayer = "encoder.layers.encoder_layer_" + std::to_string(shape.blocks - 1) + ".ln_1",
          .preset = "imagenet",
          .compute =
              [shape](const Scope& net, const torch::Tensor& x, const KnownOptions& options) {
                return visionTransformer(net, x, shape, options.classes);
              },
          .assumptions = {"its activations are GELU",
                          "its " + std::to_string(shape.heads) + " heads of attention"},
          .complete = imageSizeFrom<patch>};
}

}  // namespace

std::vector<KnownNetwork> transformerNetworks() {
  return {network<16>("vit_b_16", {16, 12, 12, 768}), network<32>("vit_b_32", {32, 12, 12, 768}),
          network<16>("vit_l_16", {16, 24, 16, 1024}), network<32>("vit_l_32", {32, 24, 16, 1024})};
}

}  // namespace rho::model
