// SPDX-License-Identifier: Apache-2.0
#include "model/network.h"

#include <fmt/ranges.h>
#include <torch/torch.h>

#include "base/error.h"

namespace rho::model {

torch::Tensor Network::inference(const torch::Tensor& x, Precision precision) {
  const torch::NoGradGuard noGrad;
  const PrecisionGuard guard(precision);
  // Convolutions of both precisions are fastest when the channels of a pixel are neighbours.
  return forward(x.contiguous(torch::MemoryFormat::ChannelsLast)).to(torch::kFloat32);
}

Network::Attended Network::attend(const torch::Tensor& x) { return {{}, forward(x)}; }

Network::Tapped Network::tapForGradient(const torch::Tensor& x, const std::string& layer) {
  const torch::AutoGradMode withGradients(true);
  // The input's gradient is never computed; it makes the layer's value part of the graph. The clone
  // is no leaf, so that the network may change it in place.
  return tap(x.detach().requires_grad_(true).clone(), layer);
}

void throwUnknownLayer(const std::string& layer, const std::vector<std::string>& layers) {
  throw InvalidInput("layer", "the network has no layer \"" + layer + "\"",
                     fmt::format("choose one of: {}", fmt::join(layers, ", ")));
}

}  // namespace rho::model
