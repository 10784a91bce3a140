// SPDX-License-Identifier: Apache-2.0
#pragma once

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace rho::model {

/// While it lives, numbers below 1e-38 count as zero in this thread: they are rounding errors here,
/// and computing with them is a hundred times as slow.
class FlushSubnormals {
 public:
#if defined(__SSE2__)
  FlushSubnormals() : m_before(_mm_getcsr()) { _mm_setcsr(m_before | flushResults | flushInputs); }
  ~FlushSubnormals() { _mm_setcsr(m_before); }
#else
  FlushSubnormals() = default;
  ~FlushSubnormals() = default;
#endif
  FlushSubnormals(const FlushSubnormals&) = delete;
  FlushSubnormals& operator=(const FlushSubnormals&) = delete;

 private:
#if defined(__SSE2__)
  static constexpr unsigned flushResults = 0x8000, flushInputs = 0x0040;
  unsigned m_before;
#endif
};

}  // namespace rho::model
