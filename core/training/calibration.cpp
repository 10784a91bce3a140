// SPDX-License-Identifier: Apache-2.0
#include "training/calibration.h"

#include <algorithm>
#include <cmath>

namespace rho::training {

void CalibrationError::add(double confidence, bool right) {
  // Bins are open below and closed above, as in the paper.
  const auto bins = static_cast<double>(m_bins.size());
  const auto index = std::clamp(std::ceil(confidence * bins) - 1, 0.0, bins - 1);
  auto& bin = m_bins[static_cast<std::size_t>(index)];
  bin.confidence += confidence;
  bin.right += right ? 1 : 0;
  m_count += 1;
}

double CalibrationError::value() const {
  double sum = 0;
  for (const auto& bin : m_bins) sum += std::abs(bin.right - bin.confidence);
  return m_count > 0 ? sum / m_count : 0;
}

}  // namespace rho::training
