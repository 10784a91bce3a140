// SPDX-License-Identifier: Apache-2.0
// VGG (Simonyan and Zisserman 2015) as torchvision.models.vgg defines it.
#include <array>

#include "model/known_network.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

/// How many convolutions there are before each of the five pools.
using Stages = std::array<int, 5>;

torch::Tensor vgg(const Scope& net, const torch::Tensor& image, const Stages& stages, bool norms,
                  std::int64_t classes) {
  constexpr std::array<std::int64_t, 5> channels = {64, 128, 256, 512, 512};
  const auto features = net / "features";
  std::int64_t index = 0;
  auto x = image;
  for (std::size_t s = 0; s < stages.size(); ++s) {
    for (int i = 0; i < stages[s]; ++i) {
      x = features.convolution(std::to_string(index++), x,
                               {.out = channels[s], .kernel = 3, .bias = true});
      if (norms) x = features.norm(std::to_string(index++), x);
      x = features.layer(std::to_string(index++), rectified(x));
    }
    x = features.layer(std::to_string(index++), at::max_pool2d(x, 2, 2));
  }
  const auto classifier = net / "classifier";
  x = net.averagePool(x, 7).flatten(1);
  x = rectified(classifier.linear("0", x, 4096));
  x = rectified(classifier.linear("3", x, 4096));
  return classifier.linear("6", x, classes);
}

KnownNetwork network(const std::string& name, const Stages& stages, bool norms) {
  // The last activation before the last pool.
  int last = -2;
  for (const int convolutions : stages) last += convolutions * (norms ? 3 : 2) + 1;
  return {
      .name = name,
      .origin = "torchvision",
      .stem = "features.0",
      .head = "classifier.6",
      .camLayer = "features." + std::to_string(last),
      .preset = "imagenet",
      .compute =
          [stages, norms](const Scope& net, const torch::Tensor& x, const KnownOptions& options) {
            return vgg(net, x, stages, norms, options.classes);
          },
      .assumptions = {"its activations are ReLU", "its pools take the largest value"}};
}

}  // namespace

std::vector<KnownNetwork> vggNetworks() {
  const Stages of11 = {1, 1, 2, 2, 2}, of13 = {2, 2, 2, 2, 2}, of16 = {2, 2, 3, 3, 3},
               of19 = {2, 2, 4, 4, 4};
  return {network("vgg11", of11, false),   network("vgg13", of13, false),
          network("vgg16", of16, false),   network("vgg19", of19, false),
          network("vgg11_bn", of11, true), network("vgg13_bn", of13, true),
          network("vgg16_bn", of16, true), network("vgg19_bn", of19, true)};
}

}  // namespace rho::model
