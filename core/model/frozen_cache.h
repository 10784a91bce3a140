// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "model/frozen_resnet.h"

namespace rho::model {

/// Keeps the FrozenResNet of weights that may change, and notices when they have: by operators that
/// write into them (not by writing through data_ptr()), by moving them, by giving them gradients.
class FrozenCache {
 public:
  /// One of the tensors to keep an eye on; the network's own handle of it.
  void watch(const torch::Tensor& tensor) { m_watched.push_back(tensor); }

  /// The network for the weights as they are, or null where they are not frozen floats on the CPU.
  std::shared_ptr<const FrozenResNet> get(const std::function<FrozenWeights()>& weights);

 private:
  /// What changes whenever a tensor does.
  struct Mark {
    const void* data;
    std::uint32_t version;
    bool operator==(const Mark&) const = default;
  };
  bool mark(std::vector<Mark>& marks) const;

  std::vector<torch::Tensor> m_watched;
  std::mutex m_mutex;
  std::vector<Mark> m_marks;
  std::shared_ptr<const FrozenResNet> m_network;
};

}  // namespace rho::model
