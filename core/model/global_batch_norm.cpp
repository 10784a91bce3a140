// SPDX-License-Identifier: Apache-2.0
#include "model/global_batch_norm.h"

#include "model/tensor.h"

namespace rho::model {

namespace {

thread_local const GlobalBatchNorm* innermost = nullptr;

torch::Tensor perChannel(const torch::Tensor& values) { return values.view({1, -1, 1, 1}); }

}  // namespace

GlobalBatchNorm::GlobalBatchNorm(Sum sum, int processes)
    : m_sum(std::move(sum)), m_processes(processes), m_outer(innermost) {
  innermost = this;
}

GlobalBatchNorm::~GlobalBatchNorm() { innermost = m_outer; }

const GlobalBatchNorm* GlobalBatchNorm::current() { return innermost; }

torch::Tensor GlobalBatchNorm::normalised(const torch::Tensor& x, const BatchNorm& norm) const {
  const auto count = static_cast<double>(x.numel() / x.size(1)) * m_processes;
  const auto mean = m_sum(x.sum({0, 2, 3})) / count;
  // In a second round, because E[x²] − E[x]² would cancel.
  const auto centred = x - perChannel(mean);
  const auto variance = m_sum(centred.square().sum({0, 2, 3})) / count;
  {
    const torch::NoGradGuard noGradient;
    norm.runningMean.lerp_(mean.detach(), norm.momentum);
    norm.runningVariance.lerp_(variance.detach() * (count / (count - 1)), norm.momentum);
  }
  const auto scale = norm.weight * (variance + norm.epsilon).rsqrt();
  return centred * perChannel(scale) + perChannel(norm.bias);
}

}  // namespace rho::model
