// SPDX-License-Identifier: Apache-2.0
// bench_onnx FILE C H W THREADS: loads an ONNX network, says how long that took and what it cost in
// memory, then does what each line of standard input says (forward, inference, gradient) and prints
// the milliseconds. compare_onnx.py asks it in turns with others.
#include <ATen/Parallel.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <string>

#include "model/model.h"
#include "model/onnx_network.h"
#include "model/tensor.h"

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

/// The most memory that the process has had, in MiB.
double peakMemory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}

void compute(rho::model::Network& network, const torch::Tensor& images, const std::string& what) {
  if (what == "gradient") {
    const auto x = images.detach().requires_grad_(true);
    (void)torch::autograd::grad({network.forward(x).select(1, 1).sum()}, {x});
  } else if (what == "inference") {
    (void)network.inference(images, rho::model::Precision::single);
  } else {
    const torch::NoGradGuard noGrad;
    (void)network.forward(images);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 6) {
    std::cerr << "bench_onnx FILE C H W THREADS\n";
    return 2;
  }
  at::set_num_threads(std::stoi(arguments[5]));
  rho::model::prepareComputeThread();
  const auto before = peakMemory();
  const auto begin = Clock::now();
  rho::model::OnnxNetwork network(arguments[1]);
  const auto loading = millisecondsSince(begin);
  std::cout << loading << " " << peakMemory() - before << std::endl;
  const auto images =
      torch::rand({1, std::stoi(arguments[2]), std::stoi(arguments[3]), std::stoi(arguments[4])});
  for (std::string what; std::getline(std::cin, what);) {
    const auto start = Clock::now();
    compute(network, images, what);
    std::cout << millisecondsSince(start) << std::endl;
  }
}
