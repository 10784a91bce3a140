// SPDX-License-Identifier: Apache-2.0
#include "quality/imputation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.h"
#include "model/tensor.h"

namespace rho::quality {

namespace {

double product(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

}  // namespace

LinearImputation::LinearImputation(const torch::Tensor& pixels, torch::Tensor ranks)
    : m_height(pixels.size(1)),
      m_width(pixels.size(2)),
      m_stride(m_width + 2),
      m_ranks(ranks.to(torch::kInt64).contiguous()) {
  const auto gridSize = static_cast<std::size_t>((m_height + 2) * m_stride);
  const auto padded = [&](const torch::Tensor& plane) {
    const auto grid =
        torch::constant_pad_nd(plane.to(torch::kFloat64), {1, 1, 1, 1}, 0).contiguous();
    return Grid(grid.data_ptr<double>(), grid.data_ptr<double>() + gridSize);
  };
  for (std::int64_t c = 0; c < pixels.size(0); ++c) m_planes.push_back(padded(pixels[c]));
  // A grid of ones tells how much weight lies inside: what residual() gives with no weights.
  m_removed = padded(torch::ones({m_height, m_width}));
  m_weights.assign(gridSize, 0);
  const auto ones = m_removed;
  Grid scratch(static_cast<std::size_t>(m_stride)), sums(gridSize);
  residual(ones, sums, scratch);
  m_weights = std::move(sums);
  std::fill(m_removed.begin(), m_removed.end(), 0);
}

/// The weights are a twelfth of (1 2 1) down times (1 2 1) across, less a third at the centre.
void LinearImputation::residual(const Grid& pixels, Grid& result, Grid& scratch) const {
  for (std::int64_t y = 1; y <= m_height; ++y) {
    const auto row = y * m_stride;
    const double* middle = pixels.data() + row;
    const double* above = middle - m_stride;
    const double* below = middle + m_stride;
    double* down = scratch.data();
    for (std::int64_t x = 0; x < m_stride; ++x) down[x] = above[x] + 2 * middle[x] + below[x];
    const double* removed = m_removed.data() + row;
    const double* weights = m_weights.data() + row;
    double* out = result.data() + row;
    for (std::int64_t x = 1; x <= m_width; ++x)
      out[x] = removed[x] * ((down[x - 1] + 2 * down[x] + down[x + 1]) / 12 -
                             (weights[x] + 1.0 / 3) * middle[x]);
  }
}

/// The system is symmetric and positive definite once a pixel remains.
void LinearImputation::solve(Grid& pixels) const {
  constexpr double tolerance = 1e-7;  // root-mean-square of the residual
  const auto unknowns = static_cast<double>(m_count);
  Grid r(pixels.size(), 0), q(pixels.size(), 0), scratch(static_cast<std::size_t>(m_stride));
  residual(pixels, r, scratch);
  Grid p = r;
  double squares = product(r, r);
  for (std::int64_t i = 0; i < 4 * m_count && squares > unknowns * tolerance * tolerance; ++i) {
    residual(p, q, scratch);
    const double step = -squares / product(p, q);
    for (std::size_t k = 0; k < p.size(); ++k) pixels[k] += step * p[k];
    for (std::size_t k = 0; k < p.size(); ++k) r[k] += step * q[k];
    const double next = product(r, r), share = next / squares;
    for (std::size_t k = 0; k < p.size(); ++k) p[k] = r[k] + share * p[k];
    squares = next;
  }
}

torch::Tensor LinearImputation::remove(std::int64_t count) {
  if (count < m_count || count >= m_height * m_width)
    throw InvalidInput("imputation", "pixels can only be removed, and one must remain");
  m_count = count;
  const auto* ranks = m_ranks.data_ptr<std::int64_t>();
  for (std::int64_t y = 0; y < m_height; ++y)
    for (std::int64_t x = 0; x < m_width; ++x)
      m_removed[static_cast<std::size_t>((y + 1) * m_stride + x + 1)] =
          ranks[y * m_width + x] < count ? 1 : 0;
  std::vector<torch::Tensor> planes;
  for (auto& plane : m_planes) {
    solve(plane);
    planes.push_back(torch::from_blob(plane.data(), {m_height + 2, m_stride}, torch::kFloat64)
                         .slice(0, 1, m_height + 1)
                         .slice(1, 1, m_width + 1)
                         .to(torch::kFloat32));
  }
  return torch::stack(planes);
}

}  // namespace rho::quality
