// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace rho::model {

/// Whether the result of a softmax says how T > 1 tokens of each image attend to themselves: its
/// last two axes are alike and its rows sum to 1. Heads have an axis of their own (N×heads×T×T), or
/// are counted with the images (N·heads×T×T), as torch.nn.MultiheadAttention does.
bool isAttention(const torch::Tensor& softmax, std::int64_t images);

/// N×heads×T×T, of either form.
torch::Tensor withHeads(const torch::Tensor& attention, std::int64_t images);

/// All, if they have the same tokens and heads, else none: what attends within windows, or between
/// stages of different size, does not say how tokens of the whole image attend to each other.
std::vector<torch::Tensor> ofOneKind(std::vector<torch::Tensor> attentions);

}  // namespace rho::model
