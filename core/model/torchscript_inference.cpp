// SPDX-License-Identifier: Apache-2.0
#include "model/torchscript_inference.h"

#include <torch/csrc/jit/passes/dead_code_elimination.h>

#include "model/tensor.h"
#include "model/torchscript_freeze.h"
#include "model/torchscript_fusion.h"

namespace rho::model {

namespace jit = torch::jit;

std::shared_ptr<const InferenceGraph> InferenceGraph::of(std::shared_ptr<jit::Graph> graph,
                                                         const jit::Module& module,
                                                         Precision precision) {
  const torch::NoGradGuard noGrad;
  if (!freezeGraph(graph, module)) return nullptr;
  auto weights = fuseConvolutions(
      *graph, precision == Precision::bfloat16 ? torch::kBFloat16 : torch::kFloat32);
  jit::EliminateDeadCode(graph);
  return std::shared_ptr<const InferenceGraph>(new InferenceGraph(graph, std::move(weights)));
}

jit::Stack InferenceGraph::run(const torch::Tensor& x) const {
  const torch::NoGradGuard noGrad;
  jit::Stack stack = {x};
  stack.insert(stack.end(), m_weights.begin(), m_weights.end());
  jit::InterpreterState(m_code).run(stack);
  return stack;
}

}  // namespace rho::model
