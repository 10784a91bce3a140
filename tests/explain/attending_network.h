// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "explain_fixture.h"

namespace rho::test {

/// A small network beside which patches of 4×4 pixels attend to each other, in two layers of two
/// heads; the answer takes a little of what the second gives.
class AttendingNetwork : public model::SmallResNet {
 public:
  using SmallResNet::SmallResNet;
  torch::Tensor forward(const torch::Tensor& x) override { return attend(x).logits; }
  Attended attend(const torch::Tensor& x) override {
    auto tokens = at::avg_pool2d(x, 4).flatten(2).transpose(1, 2);  // N×T×C
    Attended result;
    for (const double sharpness : {1.0, -2.0}) {
      const auto scores = torch::matmul(tokens, tokens.transpose(1, 2)).unsqueeze(1);
      result.weights.push_back(
          torch::softmax(sharpness * torch::cat({scores, scores.abs().sqrt()}, 1), -1));
      tokens = tokens + torch::matmul(result.weights.back(), tokens.unsqueeze(1)).mean(1);
    }
    result.logits = SmallResNet::forward(x);
    const auto steps =
        torch::arange(tokens.size(1), tokens.options()).unsqueeze(1) / tokens.size(1);
    const auto added = (tokens * steps).mean({1, 2}).unsqueeze(1);
    result.logits = result.logits + added * torch::arange(result.logits.size(1), x.options());
    return result;
  }
};

/// randomModel() with attention.
inline model::Model attendingModel(int side = 16, int channels = 3) {
  const auto plain = randomModel(side, channels);
  const auto options = model::SmallResNetOptions::fromJson(plain.card().architectureOptions);
  return {plain.card(), std::make_shared<AttendingNetwork>(options, 7)};
}

}  // namespace rho::test
