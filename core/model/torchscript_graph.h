// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/csrc/jit/ir/ir.h>

#include <memory>
#include <string>
#include <vector>

namespace rho::model {

/// A value inside the graph of a TorchScript method, under a name for people.
struct GraphLayer {
  std::string name;
  torch::jit::Value* value = nullptr;
};

/// The tensors that an inlined graph computes from its second input (the first is the module), in
/// the order of their computation. Values inside branches and loops are left out: they do not exist
/// for every input.
std::vector<GraphLayer> layersOf(torch::jit::Graph& graph);

/// The results of every softmax of an inlined graph, outside of branches and loops, in the order of
/// their computation. scaled_dot_product_attention, which shows none, is written out first, where
/// it takes neither mask nor dropout.
std::vector<torch::jit::Value*> attentionOf(torch::jit::Graph& graph);

}  // namespace rho::model
