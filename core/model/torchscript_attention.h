// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/ir/ir.h>

#include <vector>

namespace rho::model {

/// Writes _native_multi_head_attention of tokens to themselves out in every method of a program: it
/// has no gradient, and PyTorch takes it wherever a transformer is exported without gradients.
void writeOutNativeAttention(torch::jit::Module& module);

/// The results of every softmax of an inlined graph, outside of branches and loops, in the order of
/// their computation. scaled_dot_product_attention, which shows none, is written out first, where
/// it takes neither mask nor dropout.
std::vector<torch::jit::Value*> attentionOf(torch::jit::Graph& graph);

/// The last layer norm that is computed before a value; null where there is none.
const torch::jit::Value* normBefore(const torch::jit::Graph& graph, const torch::jit::Value& value);

}  // namespace rho::model
