// SPDX-License-Identifier: Apache-2.0
#include "training/loss_window.h"

#include "model/tensor.h"

namespace rho::training {

std::vector<StepLosses> LossWindow::read() {
  if (m_losses.empty()) return {};
  const auto table = torch::stack(m_losses).to(torch::kCPU, torch::kFloat64).contiguous();
  m_losses.clear();
  const auto values = table.accessor<double, 2>();
  std::vector<StepLosses> losses;
  for (std::int64_t i = 0; i < values.size(0); ++i) losses.push_back({values[i][0], values[i][1]});
  return losses;
}

}  // namespace rho::training
