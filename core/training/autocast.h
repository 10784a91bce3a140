// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "training/recipe.h"

namespace rho::training {

/// While it lives, this thread's convolutions and matrix products on the device compute in the
/// precision; weights and everything that is prone to rounding stay in single precision.
class Autocast {
 public:
  Autocast(torch::Device device, Precision precision);
  ~Autocast();
  Autocast(const Autocast&) = delete;
  Autocast& operator=(const Autocast&) = delete;

 private:
  torch::DeviceType m_device;
  bool m_before;
  torch::ScalarType m_typeBefore;
};

/// Logits for a loss: half precision becomes single, the rest stays.
torch::Tensor fullPrecision(const torch::Tensor& logits);

}  // namespace rho::training
