// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <string>
#include <vector>

namespace rho::model {

/// A value that belongs to a network: a weight, or a running statistic.
struct NamedTensor {
  std::string name;
  torch::Tensor tensor;
};

/// The differentiable function inside a model. Input: N×C×H×W, already normalised; output:
/// N×classes logits. Nothing is ever hooked into it, so nothing can be left behind after an error.
class Network {
 public:
  virtual ~Network() = default;

  virtual torch::Tensor forward(const torch::Tensor& x) = 0;

  struct Tapped {
    torch::Tensor inner;  ///< the value of the layer, part of the graph that leads to logits
    torch::Tensor logits;
  };
  /// forward() that also hands out the value of a layer. Throws InvalidInput for an unknown layer,
  /// naming the ones that exist.
  virtual Tapped tap(const torch::Tensor& x, const std::string& layer) = 0;

  /// The layers that tap() knows, from input to output.
  virtual std::vector<std::string> layers() const = 0;

  virtual void to(torch::Device device) = 0;
  /// Training mode: batch statistics, weights with gradients. Networks start frozen.
  virtual void train(bool on) = 0;

  /// The weights that training changes, and everything that a checkpoint stores.
  virtual std::vector<NamedTensor> parameters() const = 0;
  virtual std::vector<NamedTensor> state() const = 0;
};

/// Throws the InvalidInput of Network::tap.
[[noreturn]] void throwUnknownLayer(const std::string& layer,
                                    const std::vector<std::string>& layers);

}  // namespace rho::model
