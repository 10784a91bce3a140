// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

namespace rho::model {

/// In what the network's convolutions compute when no gradient is needed.
enum class Precision { single, bfloat16 };

/// Whether this processor multiplies bfloat16 numbers itself; without that, they are slower.
bool processorHasBfloat16();

/// While it lives, convolutions and matrix products on this thread run in the given precision:
/// LibTorch's autocast, put back afterwards. It does not reach TorchScript's interpreter.
class PrecisionGuard {
 public:
  explicit PrecisionGuard(Precision precision);
  ~PrecisionGuard();
  PrecisionGuard(const PrecisionGuard&) = delete;
  PrecisionGuard& operator=(const PrecisionGuard&) = delete;

 private:
  bool m_wasEnabled;
  at::ScalarType m_formerType;
};

}  // namespace rho::model
