// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <memory>
#include <optional>
#include <vector>

#include "model/activation.h"

namespace rho::model {

/// The weights of a SmallResNet in evaluation mode. All tensors float or double, on the CPU.
struct FrozenWeights {
  /// Batch norm as it acts then: scale·x + shift, one of each per channel.
  struct Norm {
    torch::Tensor scale, shift;
  };
  struct Block {
    Norm norm1, norm2;
    torch::Tensor conv1, conv2;  ///< out×in×3×3
    torch::Tensor shortcut;      ///< undefined where the block is not strided
  };
  torch::Tensor stem;
  int stemStride = 1;
  std::vector<std::vector<Block>> groups;  ///< the first block of all but the first is strided by 2
  Norm norm;
  torch::Tensor head, headBias;  ///< classes×features×1×1, classes
  Activation activation = Activation::halfHuber;
  double halfHuberWidth = 0.5;
};

/// A SmallResNet whose weights stay as they are, computed as one operator: image by image in
/// channels-last order, batch norm and activation within the convolutions, Winograd's convolutions,
/// only the derivatives of the activations kept for the gradient. Values agree with the separate
/// operators to float rounding, and those of an image do not depend on the batch it comes in.
/// May be used from several threads at once.
class FrozenResNet {
 public:
  /// Whether a network of these widths can be built: features multiples of 16, at most 5 channels.
  static bool supports(const std::vector<int>& features, int inputChannels);

  explicit FrozenResNet(const FrozenWeights& weights);
  ~FrozenResNet();
  FrozenResNet(const FrozenResNet&) = delete;
  FrozenResNet& operator=(const FrozenResNet&) = delete;

  /// Whether forward() takes this input: N×C×H×W, float, on the CPU, not empty.
  bool accepts(const torch::Tensor& x) const;

  /// N×C×H×W to N×classes. Differentiable once with respect to x: a gradient with create_graph
  /// throws InvalidInput.
  torch::Tensor forward(const torch::Tensor& x) const;

  class Engine;

 private:
  std::shared_ptr<const Engine> m_engine;
};

}  // namespace rho::model
