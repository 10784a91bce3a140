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

}  // namespace rho::model
