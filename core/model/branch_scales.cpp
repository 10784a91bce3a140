// SPDX-License-Identifier: Apache-2.0
#include "model/branch_scales.h"

#include "model/tensor.h"

namespace rho::model {

torch::Tensor BranchScale::operator()(const torch::Tensor& branch) const {
  if (value == gradient) return value == 1 ? branch : branch * value;
  return branch * gradient + branch.detach() * (value - gradient);
}

std::vector<BranchScale> BranchScales::expected() const {
  std::vector<BranchScale> scales;
  for (int block = 1; block <= m_blocks; ++block) {
    // α is zero on average.
    const double kept = 1 - m_rate * block / m_blocks;
    scales.push_back({kept, kept});
  }
  return scales;
}

std::vector<BranchScale> BranchScales::draw(Random& random) const {
  auto scales = expected();
  if (m_rate == 0) return scales;
  for (auto& scale : scales) {
    const bool kept = random.coin(scale.value);
    const double alpha = random.uniform(-1, 1), beta = random.uniform();
    scale = kept                        ? BranchScale{1, 1}
            : m_kind == Kind::shakeDrop ? BranchScale{alpha, beta}
                                        : BranchScale{0, 0};
  }
  return scales;
}

}  // namespace rho::model
