// SPDX-License-Identifier: Apache-2.0
// Times the loop of an adversarial explanation in paper mode (12 targets, 35 steps) on a ResNet-44
// of random weights, by FrozenResNet and by LibTorch's separate operators:
//   bench_frozen_resnet [batch] [repetitions] [threads]
#include <torch/torch.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "model/small_resnet.h"

namespace {

torch::Tensor perTargetRmse(const torch::Tensor& x) {
  return x.square().mean({1, 2, 3}, true).sqrt();
}

torch::Tensor explain(rho::model::SmallResNet& network, const torch::Tensor& images,
                      const torch::Tensor& targets) {
  constexpr int steps = 35;
  constexpr double rho = 0.1, overshoot = 5;
  auto delta = torch::zeros_like(images);
  for (int k = 0; k < steps; ++k) {
    const auto x = (images + delta).requires_grad_(true);
    const auto loss = torch::nn::functional::cross_entropy(
        network.forward(x), targets,
        torch::nn::functional::CrossEntropyFuncOptions().reduction(torch::kSum));
    const auto gradient = torch::autograd::grad({loss}, {x})[0];
    auto direction = torch::where(perTargetRmse(delta) < rho, -gradient, -delta);
    direction = direction / (perTargetRmse(direction) + 1e-8);
    delta = delta + direction * (rho * overshoot * (steps - k) / (steps * (steps + 1) / 2.0));
  }
  return delta;
}

void randomise(rho::model::SmallResNet& network) {
  torch::NoGradGuard noGrad;
  torch::manual_seed(2);
  for (const auto& [name, tensor] : network.state()) {
    if (tensor.dim() == 4)
      tensor.normal_(0, 1.0 / std::sqrt(static_cast<double>(tensor[0].numel())));
    else if (name.ends_with("running_var") || name.ends_with("weight"))
      tensor.uniform_(0.5, 1.5);
    else
      tensor.normal_(0, 0.2);
  }
}

double seconds(const std::function<void()>& run) {
  const auto start = std::chrono::steady_clock::now();
  run();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  const int batch = argc > 1 ? std::atoi(argv[1]) : 12;
  const int repetitions = argc > 2 ? std::atoi(argv[2]) : 5;
  if (argc > 3) at::set_num_threads(std::atoi(argv[3]));
  rho::model::SmallResNet network({}, 1);
  randomise(network);
  const auto images = torch::rand({batch, 3, 32, 32});
  const auto targets = torch::arange(batch) % 10;
  double fast = 1e9, plain = 1e9;
  torch::Tensor fastDelta, plainDelta;
  for (int r = 0; r < repetitions; ++r) {
    rho::model::SmallResNet::setFast(true);
    fast = std::min(fast, seconds([&] { fastDelta = explain(network, images, targets); }));
    rho::model::SmallResNet::setFast(false);
    plain = std::min(plain, seconds([&] { plainDelta = explain(network, images, targets); }));
  }
  const double difference =
      (fastDelta - plainDelta).square().mean({1, 2, 3}).sqrt().max().item<double>();
  std::printf(
      "batch %d, 35 steps, %d threads: frozen %.1f ms, separate operators %.1f ms; "
      "largest RMSE between their results %.1e\n",
      batch, at::get_num_threads(), fast * 1e3, plain * 1e3, difference);
}
