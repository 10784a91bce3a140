// SPDX-License-Identifier: Apache-2.0
#include "training/spectral_projection.h"

#include "model/tensor.h"

namespace rho::training {

namespace {

/// Width and height of the images on which the operator is taken: its norm grows with them towards
/// a limit, and is within about 1 % of it here.
constexpr std::int64_t side = 16;

torch::Tensor convolve(const torch::Tensor& x, const torch::Tensor& weight) {
  return torch::conv2d(x, weight, {}, 1, {weight.size(2) / 2, weight.size(3) / 2});
}

torch::Tensor convolveBack(const torch::Tensor& y, const torch::Tensor& weight) {
  return torch::conv_transpose2d(y, weight, {}, 1, {weight.size(2) / 2, weight.size(3) / 2});
}

}  // namespace

SpectralProjection::SpectralProjection(const SpectralNorm& settings, const model::Model& model)
    : m_settings(settings) {
  for (const auto& named : model.network().parameters()) {
    if (named.tensor.dim() != 4) continue;
    auto vector =
        StepRandom(0, std::ssize(m_weights))
            .normalLike(named.tensor.detach().new_empty({1, named.tensor.size(1), side, side}));
    m_weights.push_back(named.tensor);
    m_vectors.push_back({"spectral_norm." + named.name, vector / vector.norm()});
  }
}

void SpectralProjection::updated(const torch::Tensor&) {
  constexpr double tiny = 1e-12;
  const torch::NoGradGuard noGrad;
  for (std::size_t i = 0; i < m_weights.size(); ++i) {
    auto& vector = m_vectors[i].tensor;
    const auto image = convolve(vector, m_weights[i]);
    m_weights[i].mul_((m_settings.bound / image.norm().clamp_min(tiny)).clamp_max(1));
    const auto next = convolveBack(image, m_weights[i]);
    const auto norm = next.norm();
    // Weights that are zero have no singular vector: the last one waits until they have.
    vector.copy_(torch::where(norm > tiny, next / norm, vector));
  }
}

}  // namespace rho::training
