// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <memory>
#include <mutex>
#include <vector>

#include "model/frozen_layers.h"
#include "model/frozen_resnet.h"

namespace rho::model {

class FrozenPlan;
class FrozenWorkspace;

/// What FrozenResNet computes, on plain memory. May be used from several threads at once.
class FrozenResNet::Engine {
 public:
  explicit Engine(const FrozenWeights& weights);
  ~Engine();

  int channels() const { return m_layers.channels; }
  int classes() const { return m_layers.classes(); }

  /// Floats per image that backward() needs from forward().
  std::int64_t gateFloats(int height, int width) const;

  /// x: n images of channels×height×width; logits: n×classes; gates: n·gateFloats() or null.
  void forward(const float* x, int n, int height, int width, float* logits, float* gates) const;

  /// From the gradient of the logits to the gradient of x, both laid out as in forward().
  void backward(const float* logits, const float* gates, int n, int height, int width,
                float* x) const;

  /// Memory for gates, used again once nobody else holds it: fresh pages would cost as much time as
  /// a group of blocks.
  torch::Tensor borrowGates(std::int64_t floats) const;

 private:
  std::unique_ptr<FrozenWorkspace> borrow(const FrozenPlan& plan) const;
  void giveBack(std::unique_ptr<FrozenWorkspace> workspace) const;
  template <class Run>
  void inChunks(const FrozenPlan& plan, int n, const Run& run) const;

  FrozenLayers m_layers;
  mutable std::mutex m_mutex;
  mutable std::vector<std::unique_ptr<FrozenWorkspace>> m_workspaces;
  mutable std::vector<torch::Tensor> m_gates;
};

}  // namespace rho::model
