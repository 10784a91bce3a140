// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>
#include <torch/csrc/jit/ir/ir.h>

#include <vector>

namespace rho::model {

/// Rewrites a frozen graph of 32-bit numbers: convolutions run through oneDNN in the given type
/// (kFloat or kBFloat16), each as one operator with the addition and the ReLU that follow it.
/// Between them, ReLU, pooling and additions stay in that type and in oneDNN's order of channels;
/// every other operator sees what it saw before, contiguous 32-bit numbers. Convolutions in
/// branches and loops stay as they are.
///
/// Returns the packed weights: the graph takes them as further inputs. For CPUs alone.
std::vector<at::Tensor> fuseConvolutions(torch::jit::Graph& graph, at::ScalarType type);

}  // namespace rho::model
