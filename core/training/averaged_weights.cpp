// SPDX-License-Identifier: Apache-2.0
#include "training/averaged_weights.h"

#include <algorithm>

#include "model/tensor.h"

namespace rho::training {

AveragedWeights::AveragedWeights(const model::Network& network, double decay) : m_decay(decay) {
  for (const auto& named : network.state()) {
    m_network.push_back({named.name, named.tensor.detach()});
    if (decay > 0) m_other.push_back({named.name, named.tensor.detach().clone()});
  }
}

void AveragedWeights::update(std::int64_t step) {
  if (m_decay == 0) return;
  const torch::NoGradGuard noGrad;
  const double decay = std::min(m_decay, static_cast<double>(step) / static_cast<double>(step + 9));
  std::vector<torch::Tensor> own, average;
  for (std::size_t i = 0; i < m_network.size(); ++i) {
    own.push_back(this->own()[i].tensor);
    average.push_back(this->average()[i].tensor);
  }
  at::_foreach_lerp_(average, own, 1 - decay);
}

void AveragedWeights::show(bool average) {
  if (m_decay == 0 || average == m_shown) return;
  const torch::NoGradGuard noGrad;
  for (std::size_t i = 0; i < m_network.size(); ++i) {
    const auto kept = m_network[i].tensor.clone();
    m_network[i].tensor.copy_(m_other[i].tensor);
    m_other[i].tensor.copy_(kept);
  }
  m_shown = average;
}

}  // namespace rho::training
