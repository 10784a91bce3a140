// SPDX-License-Identifier: Apache-2.0
#include "model/norm_passes.h"

#include <algorithm>

#include "model/flush_subnormals.h"
#include "model/parallel.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

/// Pixels that are worked on together stay in the second-level cache. The pieces depend on the
/// shape alone, so that sums do not depend on the number of threads.
constexpr std::int64_t floatsPerPiece = 16384;

struct Rows {
  std::int64_t count, channels, perPiece;
  explicit Rows(const torch::Tensor& x)
      : count(x.numel() / x.size(1)),
        channels(x.size(1)),
        perPiece(std::max<std::int64_t>(1, floatsPerPiece / channels)) {}
  std::int64_t pieces() const { return (count + perPiece - 1) / perPiece; }
};

/// Calls run(piece, offset of its first value, its rows) for all pieces, in several threads.
template <class Run>
void eachPiece(const Rows& rows, const Run& run) {
  parallelRanges(rows.pieces(), [&](std::int64_t begin, std::int64_t end) {
    const FlushSubnormals flush;
    for (std::int64_t piece = begin; piece < end; ++piece) {
      const std::int64_t first = piece * rows.perPiece;
      run(piece, first * rows.channels,
          static_cast<int>(std::min(rows.perPiece, rows.count - first)));
    }
  });
}

torch::Tensor floats(std::initializer_list<torch::Tensor> perChannel) {
  return torch::stack(torch::TensorList(perChannel.begin(), perChannel.size()))
      .to(torch::kFloat)
      .contiguous();
}

}  // namespace

NormMoments momentsOf(const torch::Tensor& x) {
  const Rows rows(x);
  const auto found = torch::empty({rows.pieces(), 2, rows.channels}, torch::kFloat);
  auto counts = torch::full({rows.pieces(), 1}, rows.perPiece, torch::kDouble);
  counts[-1] = rows.count - (rows.pieces() - 1) * rows.perPiece;
  const float* values = x.const_data_ptr<float>();
  float* results = found.data_ptr<float>();
  eachPiece(rows, [&](std::int64_t piece, std::int64_t offset, int count) {
    float* mean = results + piece * 2 * rows.channels;
    norms::kernels(false).moments(values + offset, count, static_cast<int>(rows.channels), mean,
                                  mean + rows.channels);
  });
  // Chan, Golub and LeVeque (1983): moments of parts to moments of the whole.
  const auto means = found.select(1, 0).to(torch::kDouble);
  const auto squares = found.select(1, 1).to(torch::kDouble);
  const auto mean = (means * counts).sum(0) / static_cast<double>(rows.count);
  const auto variance = (squares + counts * (means - mean).square()).sum(0);
  return {mean, variance / static_cast<double>(rows.count)};
}

NormPasses::NormPasses(const Parameters& parameters)
    : m_parameters(parameters), m_kernels(norms::kernels(parameters.huber)) {
  m_layer.channels = static_cast<int>(parameters.weight.numel());
  m_layer.mean = parameters.mean.const_data_ptr<float>();
  m_layer.inverse = parameters.inverse.const_data_ptr<float>();
  m_layer.weight = parameters.weight.const_data_ptr<float>();
  m_layer.bias = parameters.bias.const_data_ptr<float>();
  m_layer.d = static_cast<float>(parameters.d);
}

torch::Tensor NormPasses::sums(const torch::Tensor& x, int count, const SumPiece& run) const {
  const Rows rows(x);
  const auto parts = torch::empty({rows.pieces(), count, rows.channels}, torch::kFloat);
  float* results = parts.data_ptr<float>();
  eachPiece(rows, [&](std::int64_t piece, std::int64_t offset, int length) {
    run(offset, length, results + piece * count * rows.channels);
  });
  return parts.sum(0, false, torch::kDouble);
}

torch::Tensor NormPasses::forward(const torch::Tensor& x) const {
  auto y = torch::empty_like(x);
  const float* from = x.const_data_ptr<float>();
  float* to = y.data_ptr<float>();
  eachPiece(Rows(x), [&](std::int64_t, std::int64_t offset, int rows) {
    m_kernels.forward(m_layer, from + offset, rows, to + offset);
  });
  return y;
}

NormPasses::Gradients NormPasses::gradient(const torch::Tensor& x, const torch::Tensor& g) const {
  const float* xs = x.const_data_ptr<float>();
  const float* gs = g.const_data_ptr<float>();
  const auto s = sums(x, 2, [&](std::ptrdiff_t offset, int rows, float* found) {
    m_kernels.gradientSums(m_layer, xs + offset, gs + offset, rows, found);
  });
  const double count = static_cast<double>(Rows(x).count);
  const auto scale = (m_parameters.weight * m_parameters.inverse).to(torch::kDouble);
  const auto c = floats({scale, -scale * s[1] / count, -scale * s[0] / count});
  auto result = torch::empty_like(x);
  float* to = result.data_ptr<float>();
  eachPiece(Rows(x), [&](std::int64_t, std::int64_t offset, int rows) {
    m_kernels.gradient(m_layer, xs + offset, gs + offset, rows, c.const_data_ptr<float>(),
                       to + offset);
  });
  return {result, s[1].to(torch::kFloat), s[0].to(torch::kFloat)};
}

NormPasses::SecondGradients NormPasses::secondGradient(const torch::Tensor& x,
                                                       const torch::Tensor& g,
                                                       const Gradients& first,
                                                       const Gradients& u) const {
  const float* xs = x.const_data_ptr<float>();
  const float* gs = g.const_data_ptr<float>();
  const float* us = u.x.const_data_ptr<float>();
  const double count = static_cast<double>(Rows(x).count);
  const auto weight = m_parameters.weight.to(torch::kDouble);
  const auto inverse = m_parameters.inverse.to(torch::kDouble);
  const auto scale = weight * inverse;
  const auto sumE = first.bias.to(torch::kDouble), sumEx = first.weight.to(torch::kDouble);

  const auto s = sums(x, 3, [&](std::ptrdiff_t offset, int rows, float* found) {
    m_kernels.secondSums(m_layer, xs + offset, gs + offset, us + offset, rows, found);
  });
  const auto sumU = s[0], sumUx = s[1];
  // ⟨u, gradient⟩ = ⟨q, e⟩ with e = g·act'(p) and
  // q = scale·(u − mean(u) − x̂·mean(u·x̂)) + u_weight·x̂ + u_bias.
  auto c = floats({scale, u.weight - scale * sumUx / count, u.bias - scale * sumU / count});
  torch::Tensor sumR = torch::zeros_like(sumU), sumRx = sumR;
  if (m_parameters.huber) {
    const auto r = sums(x, 2, [&](std::ptrdiff_t offset, int rows, float* found) {
      m_kernels.curvatureSums(m_layer, xs + offset, gs + offset, us + offset, rows,
                              c.const_data_ptr<float>(), found);
    });
    sumR = r[0];
    sumRx = r[1];
  }
  // What of ⟨u, gradient⟩ comes from u_x, over scale: it depends on x through 1/σ too.
  const auto inner = s[2] - (sumU * sumE + sumUx * sumEx) / count;
  // The gradient of x̂ is h = weight·r + u_weight·e − scale/count·(u·Σe·x̂ + e·Σu·x̂), and that of x
  // is inverse·(h − mean(h) − x̂·mean(h·x̂)) − scale·inner·inverse·x̂/count.
  const auto share = scale / count;
  const auto forE = u.weight - share * sumUx;
  const auto sumH = weight * sumR + forE * sumE - share * sumEx * sumU;
  const auto sumHx = weight * sumRx + forE * sumEx - share * sumEx * sumUx;
  const auto k = floats({inverse * weight, inverse * forE, -inverse * share * sumEx,
                         -inverse * (sumHx + scale * inner) / count, -inverse * sumH / count});
  c = torch::cat({c, k});
  SecondGradients result{torch::empty_like(x), (sumRx + inverse * inner).to(torch::kFloat),
                         sumR.to(torch::kFloat), torch::empty_like(x)};
  float* forG = result.g.data_ptr<float>();
  float* forX = result.x.data_ptr<float>();
  eachPiece(Rows(x), [&](std::int64_t, std::int64_t offset, int rows) {
    m_kernels.secondGradient(m_layer, xs + offset, gs + offset, us + offset, rows,
                             c.const_data_ptr<float>(), forG + offset, forX + offset);
  });
  return result;
}

}  // namespace rho::model
