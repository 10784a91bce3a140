// SPDX-License-Identifier: Apache-2.0
#include "model/forward_precision.h"

#include <ATen/autocast_mode.h>

namespace rho::model {

bool processorHasBfloat16() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512bf16") != 0;
#else
  return false;  // not measured on other processors
#endif
}

PrecisionGuard::PrecisionGuard(Precision precision)
    : m_wasEnabled(at::autocast::is_autocast_enabled(at::kCPU)),
      m_formerType(at::autocast::get_autocast_dtype(at::kCPU)) {
  at::autocast::set_autocast_dtype(at::kCPU, at::kBFloat16);
  at::autocast::set_autocast_enabled(at::kCPU, precision == Precision::bfloat16);
}

PrecisionGuard::~PrecisionGuard() {
  at::autocast::set_autocast_enabled(at::kCPU, m_wasEnabled);
  at::autocast::set_autocast_dtype(at::kCPU, m_formerType);
}

}  // namespace rho::model
