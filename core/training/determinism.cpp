// SPDX-License-Identifier: Apache-2.0
#include "training/determinism.h"

#include "model/tensor.h"

namespace rho::training {

Determinism::Determinism(bool on) {
  auto& context = at::globalContext();
  m_deterministic = context.deterministicAlgorithms();
  m_warnOnly = context.deterministicAlgorithmsWarnOnly();
  m_cudnn = context.deterministicCuDNN();
  m_benchmark = context.benchmarkCuDNN();
  context.setDeterministicAlgorithms(on, /*warn_only=*/false);
  context.setDeterministicCuDNN(on);
  context.setBenchmarkCuDNN(!on);
}

Determinism::~Determinism() {
  auto& context = at::globalContext();
  context.setDeterministicAlgorithms(m_deterministic, m_warnOnly);
  context.setDeterministicCuDNN(m_cudnn);
  context.setBenchmarkCuDNN(m_benchmark);
}

}  // namespace rho::training
