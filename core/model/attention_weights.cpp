// SPDX-License-Identifier: Apache-2.0
#include "model/attention_weights.h"

#include <algorithm>

#include "model/tensor.h"

namespace rho::model {

bool isAttention(const torch::Tensor& softmax, std::int64_t images) {
  const auto axes = softmax.dim();
  if (axes < 3 || axes > 4 || images < 1) return false;
  const auto tokens = softmax.size(-1);
  const bool isOfImages = axes == 4 ? softmax.size(0) == images : softmax.size(0) % images == 0;
  if (tokens < 2 || softmax.size(-2) != tokens || !isOfImages) return false;
  constexpr double tolerance = 1e-2;  // of 16-bit numbers
  return (softmax.detach().sum(-1) - 1).abs().max().item<double>() < tolerance;
}

torch::Tensor withHeads(const torch::Tensor& attention, std::int64_t images) {
  return attention.reshape({images, -1, attention.size(-2), attention.size(-1)});
}

std::vector<torch::Tensor> ofOneKind(std::vector<torch::Tensor> attentions) {
  const bool isOneKind = std::ranges::all_of(attentions, [&](const torch::Tensor& attention) {
    return attention.sizes() == attentions.front().sizes();
  });
  return isOneKind ? std::move(attentions) : std::vector<torch::Tensor>();
}

}  // namespace rho::model
