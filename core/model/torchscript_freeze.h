// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/ir/ir.h>

#include <memory>
#include <optional>

namespace rho::model {

/// Makes the module's attributes constants of its inlined graph (module, x), folds batch norm into
/// the convolutions before it and drops the first input. False where the graph needs the module
/// itself, for instance to write into it; the graph is then useless. The module stays as it is and
/// shares its tensors with the graph.
bool freezeGraph(std::shared_ptr<torch::jit::Graph>& graph, const torch::jit::Module& module);

/// A graph (module, x) in two: front(module, x) computes the layer's value and whatever else
/// crosses the cut, back(module, x, those values…) the result. Nothing in front depends on the
/// layer, back does not use x.
struct GraphCut {
  std::shared_ptr<torch::jit::Graph> front, back;
};

/// layer: a value of the graph outside of branches and loops. Nothing where the graph changes
/// values in place or cannot be told apart at the layer. Changes the graph.
std::optional<GraphCut> cutAt(std::shared_ptr<torch::jit::Graph>& graph, torch::jit::Value* layer,
                              const torch::jit::Module& module);

}  // namespace rho::model
