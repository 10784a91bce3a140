// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <vector>

#include "model/network.h"

namespace rho::training {

/// An exponential moving average of a network's weights and running statistics: smoother, and
/// usually better, than the last step's weights.
class AveragedWeights {
 public:
  /// decay 0: no average, the network keeps its own.
  AveragedWeights(const model::Network& network, double decay);

  /// After each step (from 1). The decay warms up with the steps, so that early weights are
  /// forgotten.
  void update(std::int64_t step);
  /// Whether the network shows the average in place of its own values; it starts with its own.
  void show(bool average);

  /// The network's own values and their average, whichever it shows. Without an average the second
  /// is empty.
  const std::vector<model::NamedTensor>& own() const { return m_shown ? m_other : m_network; }
  const std::vector<model::NamedTensor>& average() const { return m_shown ? m_network : m_other; }

 private:
  std::vector<model::NamedTensor> m_network;  // the tensors inside the network
  std::vector<model::NamedTensor> m_other;    // what the network does not show
  double m_decay;
  bool m_shown = false;
};

}  // namespace rho::training
