// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>

namespace rho::model {

/// Zeroed floats at an address that suits vector registers.
class AlignedFloats {
 public:
  explicit AlignedFloats(std::size_t count) {
    constexpr std::size_t alignment = 64;
    const std::size_t bytes = (count * sizeof(float) / alignment + 1) * alignment;
    m_data.reset(static_cast<float*>(std::aligned_alloc(alignment, bytes)));
    if (!m_data) throw std::bad_alloc();
    std::fill_n(m_data.get(), bytes / sizeof(float), 0.0f);
  }
  float* data() const { return m_data.get(); }

 private:
  struct Free {
    void operator()(float* memory) const { std::free(memory); }
  };
  std::unique_ptr<float[], Free> m_data;
};

}  // namespace rho::model
