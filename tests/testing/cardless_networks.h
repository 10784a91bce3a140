// SPDX-License-Identifier: Apache-2.0
#pragma once

// LibTorch's headers come before Qt's: they use Qt's keywords as names.
#include <torch/script.h>

#include <filesystem>
#include <fstream>

#include "model/checkpoint.h"
#include "model/known_network.h"
#include "model/tensor.h"
#include "testing/onnx_builder.h"

namespace rho::test {

/// Values between -scale and scale that follow from nothing but their number.
inline torch::Tensor waves(const std::vector<std::int64_t>& shape, double scale = 0.4) {
  const auto count = c10::multiply_integers(shape);
  return torch::sin(torch::arange(static_cast<double>(count)).to(torch::kFloat32) * 1.7)
             .view(shape) *
         scale;
}

/// A traced program of three colours and three classes, which says nothing about itself.
inline void writeTorchScript(const std::filesystem::path& path) {
  torch::jit::Module net("Net");
  net.register_parameter("weight", waves({4, 3, 3, 3}), false);
  net.register_parameter("head", waves({3, 4}), false);
  net.define(
      "def forward(self, x):\n"
      "    a = torch.relu(torch.conv2d(x, self.weight, None, [1, 1], [1, 1]))\n"
      "    return torch.matmul(torch.mean(a, [2, 3]), torch.t(self.head))\n");
  net.save(path.string());
}

/// The same as ONNX; side: of its images, -1 leaves it open.
inline void writeOnnx(const std::filesystem::path& path, std::int64_t side) {
  namespace make = onnx;
  make::Graph graph;
  graph.inputs = {make::value("x", {1, 3, side, side})};
  graph.outputs = {make::value("y", {1, 3})};
  graph.initialisers = {make::tensor("weight", waves({4, 3, 3, 3})),
                        make::tensor("head", waves({3, 4}))};
  graph.nodes = {
      make::node("Conv", {"x", "weight"}, {"c"},
                 {make::attribute("pads", std::vector<std::int64_t>{1, 1, 1, 1})}),
      make::node("Relu", {"c"}, {"r"}), make::node("GlobalAveragePool", {"r"}, {"p"}),
      make::node("Flatten", {"p"}, {"f"}),
      make::node("Gemm", {"f", "head"}, {"y"}, {make::attribute("transB", std::int64_t{1})})};
  std::ofstream(path, std::ios::binary) << make::model(graph);
}

/// The state dictionary of a known network with made-up weights.
inline void writeWeights(const std::filesystem::path& path, const std::string& network,
                         std::int64_t classes) {
  const auto& known = *model::knownNetworkNamed(network);
  model::KnownOptions options;
  options.classes = classes;
  model::TensorMap weights;
  for (const auto& weight : model::partsOf(known, options).weights) {
    const auto inputs =
        std::max<std::int64_t>(1, c10::multiply_integers(weight.shape) / weight.shape.front());
    const bool isVector = weight.shape.size() == 1;
    weights[weight.name] = isVector
                               ? (weight.name.ends_with("weight") || weight.name.ends_with("var")
                                      ? 1 + waves(weight.shape, 0.2)
                                      : waves(weight.shape, 0.1))
                               : waves(weight.shape, 2.4 / std::sqrt(static_cast<double>(inputs)));
  }
  model::writeSafetensors(path, weights, {});
}

}  // namespace rho::test
