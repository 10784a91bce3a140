// SPDX-License-Identifier: Apache-2.0
#include "trust/reference.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "model/tensor.h"
#include "trust/embedding.h"

namespace rho::trust {

namespace {

bool areValid(const std::vector<Reference::Quantile>& quantiles) {
  const auto rises = [](const auto& a, const auto& b) {
    return a.share < b.share && a.distance <= b.distance;
  };
  for (std::size_t i = 1; i < quantiles.size(); ++i)
    if (!rises(quantiles[i - 1], quantiles[i])) return false;
  return !quantiles.empty() && quantiles.front().share > 0 && quantiles.front().distance >= 0 &&
         quantiles.back().share == 0.99 && std::isfinite(quantiles.back().distance);
}

}  // namespace

Reference::Reference(ReferenceOrigin origin, torch::Tensor mean, torch::Tensor factor,
                     std::vector<Quantile> quantiles)
    : m_origin(std::move(origin)),
      m_mean(mean.to(torch::kFloat64)),
      m_factor(factor.to(torch::kFloat64)),
      m_quantiles(std::move(quantiles)) {
  const bool fits = m_mean.dim() == 1 && m_mean.size(0) > 0 && m_factor.dim() == 2 &&
                    m_factor.size(0) == m_mean.size(0) && m_factor.size(1) == m_mean.size(0);
  if (!fits || !torch::isfinite(m_mean).all().item<bool>() ||
      !torch::isfinite(m_factor).all().item<bool>() ||
      !(m_factor.diagonal() > 0).all().item<bool>())
    throw InvalidInput("reference", "its mean and covariance do not fit each other");
  if (!areValid(m_quantiles)) throw InvalidInput("reference", "its quantiles do not rise to 0.99");
}

torch::Tensor Reference::distances(const torch::Tensor& embeddings) const {
  const auto away = (embeddings.to(torch::kFloat64) - m_mean).t();
  const auto whitened = at::linalg_solve_triangular(m_factor, away, /*upper=*/false);
  return whitened.square().mean(0).sqrt();
}

RangeFinding Reference::rangeOf(const model::Model& model, const image::Image& image) const {
  const auto input = model.input(image);
  const auto both = embeddingOf(model, torch::cat({input, 1 - input}), m_origin.layer);
  if (both.size(1) != m_mean.size(0))
    throw InvalidInput("reference", "is for a layer of another width",
                       "learn it again with rho trust learn");
  const auto found = distances(both);
  RangeFinding range{.distance = found[0].item<double>(),
                     .invertedDistance = found[1].item<double>(),
                     .limit = m_quantiles.back().distance};
  for (const auto& quantile : m_quantiles)
    if (range.distance > quantile.distance) range.nearer = quantile.share;
  return range;
}

}  // namespace rho::trust
