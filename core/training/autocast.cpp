// SPDX-License-Identifier: Apache-2.0
#include "training/autocast.h"

#include <ATen/autocast_mode.h>

#include "model/tensor.h"

namespace rho::training {

Autocast::Autocast(torch::Device device, Precision precision)
    : m_device(device.type()),
      m_before(at::autocast::is_autocast_enabled(m_device)),
      m_typeBefore(at::autocast::get_autocast_dtype(m_device)) {
  at::autocast::set_autocast_enabled(m_device, precision == Precision::bfloat16);
  at::autocast::set_autocast_dtype(m_device, torch::kBFloat16);
  at::autocast::increment_nesting();
}

Autocast::~Autocast() {
  // The copies of the weights in half precision, which the next step's are not.
  if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
  at::autocast::set_autocast_enabled(m_device, m_before);
  at::autocast::set_autocast_dtype(m_device, m_typeBefore);
}

torch::Tensor fullPrecision(const torch::Tensor& logits) {
  return logits.element_size() < 4 ? logits.to(torch::kFloat32) : logits;
}

}  // namespace rho::training
