// SPDX-License-Identifier: Apache-2.0
#include "training/robust_terms.h"

#include <algorithm>
#include <cmath>

#include "model/tensor.h"

namespace rho::training {

namespace {

/// Per image the score s whose input gradient is penalised.
torch::Tensor drawScores(const torch::Tensor& logits, const torch::Tensor& labels, double zeta,
                         Random& random) {
  const auto count = logits.size(0), classes = logits.size(1);
  auto drawn = torch::empty({count, 1}, torch::kInt64);
  auto margins = torch::empty({count}, torch::kBool);
  for (std::int64_t i = 0; i < count; ++i) {
    drawn[i][0] = random.integer(classes);
    margins[i] = random.coin(zeta);
  }
  const auto column = labels.view({-1, 1});
  const auto others = logits.scatter(1, column, -std::numeric_limits<float>::infinity());
  const auto margin = logits.gather(1, column).squeeze(1) - std::get<0>(others.max(1));
  const auto single = logits.gather(1, drawn.to(logits.device())).squeeze(1);
  return torch::where(margins.to(logits.device()), margin, single);
}

}  // namespace

double RobustPenalty::psi() const { return m_terms.psi * std::exp(m_terms.rate * m_r); }

torch::Tensor RobustPenalty::penalty(const torch::Tensor& inputs, const torch::Tensor& logits,
                                     const torch::Tensor& labels, Random& random) const {
  const auto scores = drawScores(logits, labels, m_terms.zeta, random);
  const auto gradient = torch::autograd::grad({scores.sum()}, {inputs}, {}, /*retain_graph=*/true,
                                              /*create_graph=*/true)[0];
  const auto magnitude =
      m_terms.exponent == 2 ? gradient.square() : gradient.abs().pow(m_terms.exponent);
  return psi() * magnitude.mean();
}

void RobustPenalty::adapt(double crossEntropy) {
  const double step = -std::log(std::max(crossEntropy, 1e-12) / m_terms.lossTarget);
  m_r = std::max(0.0, m_r + std::clamp(step, -0.01, 1.0));
}

}  // namespace rho::training
