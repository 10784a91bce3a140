// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/tensor.h"

namespace rho::data {

/// The tensor on device. A GPU copies it from pinned memory, so that nobody waits.
inline torch::Tensor upload(const torch::Tensor& tensor, const torch::Device& device) {
  const bool copies = tensor.is_cpu() && !device.is_cpu();
  return copies ? tensor.pin_memory().to(device, /*non_blocking=*/true) : tensor.to(device);
}

}  // namespace rho::data
