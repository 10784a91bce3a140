// SPDX-License-Identifier: Apache-2.0
#include "explain/layer_grid.h"

#include <cmath>

#include "model/tensor.h"

namespace rho::explain {

std::optional<LayerGrid> tokenGrid(std::int64_t tokens, const torch::Tensor& input) {
  const auto height = input.size(2), width = input.size(3);
  for (const std::int64_t extra : {0, 1, 2}) {
    const auto places = static_cast<double>(tokens - extra);
    const auto rows = std::llround(std::sqrt(
        std::max(0.0, places * static_cast<double>(height) / static_cast<double>(width))));
    const auto columns = rows > 0 ? (tokens - extra) / rows : 0;
    const bool isGrid = rows * columns == tokens - extra && rows * width == columns * height;
    if (isGrid && rows * columns > 1) return LayerGrid{rows, columns, extra};
  }
  return std::nullopt;
}

std::optional<LayerGrid> layerGrid(const torch::Tensor& value, const torch::Tensor& input) {
  if (value.dim() == 4 && value.size(2) * value.size(3) > 1)
    return LayerGrid{value.size(2), value.size(3)};
  return value.dim() == 3 ? tokenGrid(value.size(1), input) : std::nullopt;
}

torch::Tensor asImage(const torch::Tensor& value, const LayerGrid& grid) {
  if (grid.extraTokens < 0) return value;
  return value.narrow(1, grid.extraTokens, grid.rows * grid.columns)
      .transpose(1, 2)
      .reshape({value.size(0), value.size(2), grid.rows, grid.columns});
}

}  // namespace rho::explain
