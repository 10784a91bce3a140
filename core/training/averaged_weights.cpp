// SPDX-License-Identifier: Apache-2.0
#include "training/averaged_weights.h"

#include <algorithm>

#include "model/tensor.h"

namespace rho::training {

AveragedWeights::AveragedWeights(const model::Network& network, double decay) : m_decay(decay) {
  for (const auto& named : network.state()) {
    m_live.push_back(named.tensor.detach());
    m_average.push_back(named.tensor.detach().clone());
  }
}

void AveragedWeights::update() {
  torch::NoGradGuard noGrad;
  ++m_steps;
  const double decay =
      std::min(m_decay, static_cast<double>(m_steps) / static_cast<double>(m_steps + 9));
  for (std::size_t i = 0; i < m_live.size(); ++i) m_average[i].lerp_(m_live[i], 1 - decay);
}

void AveragedWeights::swap() {
  torch::NoGradGuard noGrad;
  for (std::size_t i = 0; i < m_live.size(); ++i) {
    const auto kept = m_live[i].clone();
    m_live[i].copy_(m_average[i]);
    m_average[i].copy_(kept);
  }
}

}  // namespace rho::training
