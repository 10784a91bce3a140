// SPDX-License-Identifier: Apache-2.0
#include "explain/layer_grid.h"

#include <cmath>

#include "model/tensor.h"

namespace rho::explain {

std::optional<LayerGrid> layerGrid(const torch::Tensor& value, const torch::Tensor& input) {
  if (value.dim() == 4 && value.size(2) * value.size(3) > 1)
    return LayerGrid{value.size(2), value.size(3)};
  if (value.dim() != 3) return std::nullopt;
  const auto height = input.size(2), width = input.size(3);
  for (const std::int64_t extra : {0, 1, 2}) {
    const auto places = static_cast<double>(value.size(1) - extra);
    const auto rows = std::llround(std::sqrt(
        std::max(0.0, places * static_cast<double>(height) / static_cast<double>(width))));
    const auto columns = rows > 0 ? (value.size(1) - extra) / rows : 0;
    const bool isGrid = rows * columns == value.size(1) - extra && rows * width == columns * height;
    if (isGrid && rows * columns > 1) return LayerGrid{rows, columns, extra};
  }
  return std::nullopt;
}

torch::Tensor asImage(const torch::Tensor& value, const LayerGrid& grid) {
  if (grid.extraTokens < 0) return value;
  return value.narrow(1, grid.extraTokens, grid.rows * grid.columns)
      .transpose(1, 2)
      .reshape({value.size(0), value.size(2), grid.rows, grid.columns});
}

}  // namespace rho::explain
