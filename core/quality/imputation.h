// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace rho::quality {

/// Fills removed pixels so that each is the weighted mean of its neighbours, removed ones included
/// (noisy linear imputation without its noise, Rong et al. 2022): weights 1/6 for the four next to
/// it, 1/12 for the four at its corners, those that the border leaves sharing the whole. The sparse
/// system is solved by conjugate gradients; more removed pixels start from the solution for fewer.
class LinearImputation {
 public:
  /// pixels: C×H×W floats on the CPU. ranks: H×W, the order in which pixels are removed.
  LinearImputation(const torch::Tensor& pixels, torch::Tensor ranks);

  /// C×H×W with the pixels of ranks below count filled, to about 1e-5 of their values. Throws
  /// InvalidInput unless at least one pixel remains and count is not below the one before.
  torch::Tensor remove(std::int64_t count);

 private:
  using Grid = std::vector<double>;  // with a border of zeros around it
  void solve(Grid& pixels) const;
  /// Per removed pixel the weighted sum of its neighbours minus the sum of the weights times
  /// itself; 0 elsewhere. scratch: as long as a row of the grid.
  void residual(const Grid& pixels, Grid& result, Grid& scratch) const;

  std::int64_t m_height, m_width, m_stride;
  torch::Tensor m_ranks;
  std::vector<Grid> m_planes;
  Grid m_removed;  // 1 where a pixel is removed, else 0
  Grid m_weights;  // the sum of a pixel's neighbours' weights
  std::int64_t m_count = 0;
};

}  // namespace rho::quality
