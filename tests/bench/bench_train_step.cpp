// SPDX-License-Identifier: Apache-2.0
// The program's side of train_step.py: waits for lines "KIND ACTIVATION" (standard or robust,
// half-huber or relu), does one training step of ResNet-44 for each, and answers with its seconds
// and by how many MB the peak of the resident memory exceeds that before the first step:
//   bench_train_step THREADS BATCH

#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <string>

#include "model/small_resnet.h"
#include "model/tensor.h"
#include "training/gradient_descent.h"

namespace {

using rho::model::SmallResNet;

/// MB of this process: "VmRSS:" (now) or "VmHWM:" (peak).
double resident(const std::string& key) {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word)
    if (word == key) {
      double kilobytes = 0;
      status >> kilobytes;
      return kilobytes / 1024;
    }
  return 0;
}

struct Training {
  explicit Training(const std::string& activation) : network(options(activation), 1) {
    network.train(true);
    for (const auto& named : network.parameters()) weights.push_back(named.tensor);
    descent = std::make_unique<rho::training::GradientDescent>(
        weights, rho::training::GradientDescent::Options{.nesterov = false});
  }

  static rho::model::SmallResNetOptions options(const std::string& activation) {
    rho::model::SmallResNetOptions options;
    options.activation = rho::model::activationFromName(activation);
    return options;
  }

  void step(const torch::Tensor& images, const torch::Tensor& labels, const torch::Tensor& drawn,
            bool robust) {
    const auto x = images.clone().requires_grad_(robust);
    const auto logits = network.forward(x);
    auto loss = torch::cross_entropy_loss(logits, labels);
    if (robust) {
      const auto score = logits.gather(1, drawn).sum();
      const auto gradient = torch::autograd::grad({score}, {x}, {}, true, true)[0];
      loss = loss + 220 * gradient.square().mean();
    }
    descent->zeroGradients();
    loss.backward();
    descent->step(0.01);
  }

  SmallResNet network;
  std::vector<torch::Tensor> weights;
  std::unique_ptr<rho::training::GradientDescent> descent;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  at::set_num_threads(std::atoi(argv[1]));
  const int batch = std::atoi(argv[2]);
  torch::manual_seed(1);
  const auto images = torch::rand({batch, 3, 32, 32}) - 0.5;
  const auto labels = torch::arange(batch) % 10;
  const auto drawn = torch::randint(10, {batch, 1}, torch::kInt64);
  std::map<std::string, Training> trainings;
  for (const auto* activation : {"half-huber", "relu"})
    trainings.try_emplace(activation, activation);
  const double before = resident("VmRSS:");
  std::cout << "ready" << std::endl;
  std::string kind, activation;
  while (std::cin >> kind >> activation) {
    const auto start = std::chrono::steady_clock::now();
    trainings.at(activation).step(images, labels, drawn, kind == "robust");
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::cout << seconds.count() << " " << resident("VmHWM:") - before << std::endl;
  }
}
