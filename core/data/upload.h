// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/tensor.h"

namespace rho::data {

/// A copy of a CPU tensor on device. A GPU takes it from pinned memory, so that nobody waits.
inline torch::Tensor upload(const torch::Tensor& host, const torch::Device& device) {
  return device.is_cpu() ? host : host.pin_memory().to(device, /*non_blocking=*/true);
}

}  // namespace rho::data
