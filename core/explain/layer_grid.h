// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <optional>

namespace rho::explain {

/// How a layer's value lies over the image.
struct LayerGrid {
  std::int64_t rows = 0, columns = 0;
  std::int64_t extraTokens = -1;  ///< of a transformer, before those of the grid; -1: no tokens
};

/// Of this many tokens of a transformer, where all of them, all but the first (a class token) or
/// all but the first two make a grid in the shape of the image, N×C×H×W.
std::optional<LayerGrid> tokenGrid(std::int64_t tokens, const torch::Tensor& input);

/// Of N×K×h×w with more than one place; or of tokens, N×T×K. Nothing for other values.
std::optional<LayerGrid> layerGrid(const torch::Tensor& value, const torch::Tensor& input);

/// N×K×rows×columns from a value of that grid, or from its gradient.
torch::Tensor asImage(const torch::Tensor& value, const LayerGrid& grid);

}  // namespace rho::explain
