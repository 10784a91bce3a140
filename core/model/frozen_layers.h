// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "model/frozen_kernels.h"

namespace rho::model {

/// A 3×3 convolution without bias. Packed for winograd() where its stride is 1, else as nine taps.
struct FrozenConvolution {
  int inputs = 0, outputs = 0;
  std::vector<float> forward, backward;
};

struct FrozenBlock {
  std::vector<float> scale, shift;  ///< the batch norm before conv1
  FrozenConvolution conv1;          ///< the scale of the batch norm that follows is part of it
  std::vector<float> innerShift;    ///< that batch norm's shift
  FrozenConvolution conv2;
  std::optional<FrozenConvolution> shortcut;  ///< of strided blocks
};

/// The weights of FrozenResNet in the form that the kernels read.
struct FrozenLayers {
  explicit FrozenLayers(const frozen::Kernels& used) : kernels(used) {}

  const frozen::Kernels& kernels;
  int channels = 0, stemStride = 1;
  std::vector<float> stemForward;   ///< nine taps
  std::vector<float> stemBackward;  ///< for Kernels::scatter
  std::vector<std::vector<FrozenBlock>> groups;
  std::vector<float> scale, shift;    ///< the last batch norm
  std::vector<float> head, headBias;  ///< classes×features, classes
  bool huber = true;
  float d = 0;

  int classes() const { return static_cast<int>(headBias.size()); }
  int features(std::size_t group) const { return groups[group].front().conv1.outputs; }
};

}  // namespace rho::model
