// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <string>
#include <vector>

#include "model/forward_precision.h"

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
  /// The logits of forward() as 32-bit numbers and without gradients, computed as fast as the
  /// network can: in the given precision where it knows how, within rounding in single precision.
  virtual torch::Tensor inference(const torch::Tensor& x, Precision precision);

  struct Tapped {
    torch::Tensor inner;  ///< the value of the layer, part of the graph that leads to logits
    torch::Tensor logits;
  };
  /// forward() that also hands out the value of a layer. Throws InvalidInput for an unknown layer,
  /// naming the ones that exist.
  virtual Tapped tap(const torch::Tensor& x, const std::string& layer) = 0;
  /// tap() for gradients with respect to the layer alone: its value is detached from x where the
  /// network can compute it so, and the logits are computed from it.
  virtual Tapped tapForGradient(const torch::Tensor& x, const std::string& layer);

  struct Attended {
    /// Of each attention of T tokens to themselves, from input to output: N×heads×T×T or
    /// N·heads×T×T, where each row sums to 1; part of the graph that leads to logits.
    std::vector<torch::Tensor> weights;
    torch::Tensor logits;  ///< N×classes; N as in weights
  };
  /// forward() that also hands out how tokens attend to each other (attention_weights.h). Without
  /// weights where there is no attention, or none that shows its weights. A network that takes a
  /// fixed number of images at a time answers for that many, the last being repeated; no more can
  /// be asked for.
  virtual Attended attend(const torch::Tensor& x);

  /// The layers that tap() knows, from input to output.
  virtual std::vector<std::string> layers() const = 0;

  virtual void to(torch::Device device) = 0;
  /// Training mode: batch statistics, weights with gradients. Networks start frozen.
  virtual void train(bool on) = 0;
  /// Seeds what the network draws by chance in training. Set before each step, it makes a run
  /// repeatable and lets it go on after a stop. Networks that draw nothing pass over it.
  virtual void seedTraining(std::uint64_t) {}

  /// The weights that training changes, and everything that a checkpoint stores.
  virtual std::vector<NamedTensor> parameters() const = 0;
  virtual std::vector<NamedTensor> state() const = 0;
};

/// Throws the InvalidInput of Network::tap.
[[noreturn]] void throwUnknownLayer(const std::string& layer,
                                    const std::vector<std::string>& layers);

}  // namespace rho::model
