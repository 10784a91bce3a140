// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/runtime/interpreter.h>

#include <memory>
#include <vector>

#include "model/forward_precision.h"

namespace rho::model {

/// A graph of a module with everything constant folded into it and its convolutions fused
/// (torchscript_fusion.h): the same function but for rounding, faster, without gradients. For CPUs.
/// Thread-safe.
class InferenceGraph {
 public:
  /// graph: inlined, with the inputs (module, x). Null where it cannot be frozen. The weights are
  /// those of now.
  static std::shared_ptr<const InferenceGraph> of(std::shared_ptr<torch::jit::Graph> graph,
                                                  const torch::jit::Module& module,
                                                  Precision precision);

  /// The graph's outputs. Throws c10::Error or std::runtime_error where an operator does.
  torch::jit::Stack run(const torch::Tensor& x) const;

 private:
  InferenceGraph(const std::shared_ptr<torch::jit::Graph>& graph,
                 std::vector<torch::Tensor> weights)
      : m_code(graph, "forward"), m_weights(std::move(weights)) {}

  torch::jit::Code m_code;
  std::vector<torch::Tensor> m_weights;
};

}  // namespace rho::model
