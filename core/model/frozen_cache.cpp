// SPDX-License-Identifier: Apache-2.0
#include "model/frozen_cache.h"

#include "model/tensor.h"

namespace rho::model {

bool FrozenCache::mark(std::vector<Mark>& marks) const {
  marks.reserve(m_watched.size());
  for (const auto& tensor : m_watched) {
    // Tensors made in inference mode do not count their changes.
    if (tensor.requires_grad() || !tensor.is_cpu() || tensor.scalar_type() != torch::kFloat ||
        tensor.is_inference())
      return false;
    marks.push_back({tensor.const_data_ptr(), static_cast<std::uint32_t>(tensor._version())});
  }
  return true;
}

std::shared_ptr<const FrozenResNet> FrozenCache::get(
    const std::function<FrozenWeights()>& weights) {
  std::vector<Mark> marks;
  if (!mark(marks)) return nullptr;
  const std::lock_guard lock(m_mutex);
  if (!m_network || marks != m_marks) {
    const torch::NoGradGuard noGrad;
    m_network = std::make_shared<const FrozenResNet>(weights());
    m_marks = std::move(marks);
  }
  return m_network;
}

}  // namespace rho::model
