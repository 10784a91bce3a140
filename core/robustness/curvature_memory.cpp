// SPDX-License-Identifier: Apache-2.0
#include "robustness/curvature_memory.h"

#include <vector>

#include "model/tensor.h"
#include "robustness/per_item.h"

namespace rho::robustness {

CurvatureMemory::CurvatureMemory(std::size_t capacity, double first)
    : m_capacity(capacity), m_first(first) {}

void CurvatureMemory::add(const torch::Tensor& step, const torch::Tensor& change) {
  constexpr double slightest = 1e-3;  // cosine; below it rounding decides
  const auto curvature = innerProduct(step, change);
  const auto changeSquared = innerProduct(change, change);
  const auto learnt = curvature > slightest * (innerProduct(step, step) * changeSquared).sqrt();
  const auto nothing = torch::zeros_like(curvature);
  if (!m_scale.defined()) m_scale = torch::full_like(curvature, m_first);
  m_scale = torch::where(learnt, curvature / changeSquared, m_scale);
  m_pairs.push_back({step, change, torch::where(learnt, 1 / curvature, nothing)});
  if (m_pairs.size() > m_capacity) m_pairs.pop_front();
}

torch::Tensor CurvatureMemory::times(const torch::Tensor& gradient) const {
  if (m_pairs.empty()) return gradient * m_first;
  const auto dimensions = gradient.dim();
  auto result = gradient.clone();
  std::vector<torch::Tensor> parts(m_pairs.size());
  for (auto i = m_pairs.size(); i-- > 0;) {
    const auto& pair = m_pairs[i];
    parts[i] = pair.weight * innerProduct(pair.step, result);
    result -= pair.change * perItem(parts[i], dimensions);
  }
  result *= perItem(m_scale, dimensions);
  for (std::size_t i = 0; i < m_pairs.size(); ++i) {
    const auto& pair = m_pairs[i];
    const auto correction = parts[i] - pair.weight * innerProduct(pair.change, result);
    result += pair.step * perItem(correction, dimensions);
  }
  return result;
}

}  // namespace rho::robustness
