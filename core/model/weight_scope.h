// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "model/weights.h"

namespace rho::model {

/// What a network is made of.
struct NetworkParts {
  struct Weight {
    std::string name;
    std::vector<std::int64_t> shape;
    bool isStatistic = false;  ///< a running mean or variance, which no gradient changes
  };
  std::vector<Weight> weights;
  std::vector<std::string> layers;  ///< from input to output
};

/// One pass through a network that is written as a function of its weights. The same function tells
/// what the network is made of: in a survey tensors have shapes but no values, and nothing is
/// computed.
class WeightPass {
 public:
  explicit WeightPass(const TensorMap& weights) : m_weights(&weights) {}
  explicit WeightPass(NetworkParts& parts) : m_parts(&parts) {}

  /// Hands out the value of this layer; detached: as a leaf, so that gradients end there.
  void tapAt(const std::string& layer, bool detached);
  /// Not defined unless the layer was passed.
  const torch::Tensor& tapped() const { return m_tapped; }

  /// Keeps the weights of every attention, N×heads×T×T.
  void keepAttention() { m_keepsAttention = true; }
  const std::vector<torch::Tensor>& attention() const { return m_attention; }

  bool isSurvey() const { return m_parts != nullptr; }
  torch::Tensor weight(const std::string& name, const std::vector<std::int64_t>& shape,
                       bool isStatistic = false);
  /// Every value of a layer comes through here, and what follows is computed from the result.
  torch::Tensor layer(const std::string& name, const torch::Tensor& value);
  /// How tokens attend to themselves comes through here.
  torch::Tensor attention(const torch::Tensor& weights);
  bool isTapped(const std::string& name) const { return m_parts || name == m_wanted; }

 private:
  const TensorMap* m_weights = nullptr;
  NetworkParts* m_parts = nullptr;
  std::string m_wanted;
  bool m_detached = false;
  torch::Tensor m_tapped;
  bool m_keepsAttention = false;
  std::vector<torch::Tensor> m_attention;
};

/// A convolution with square kernels; its input channels are those of what it gets.
struct Convolution {
  std::int64_t out = 0;
  std::int64_t kernel = 1;
  std::int64_t stride = 1;
  std::int64_t padding = -1;  ///< -1: half the kernel, so that stride 1 keeps the size
  std::int64_t groups = 1;
  bool bias = false;
};

// The activations that LibTorch does not know for tensors without values.
torch::Tensor rectified(const torch::Tensor& x);     ///< ReLU
torch::Tensor rectifiedTo6(const torch::Tensor& x);  ///< ReLU6

/// A module of the network as PyTorch names them: operators whose weights are called
/// PREFIX.NAME.weight and so on. Each operator is a layer of that name.
class Scope {
 public:
  explicit Scope(WeightPass& pass, std::string prefix = {})
      : m_pass(pass), m_prefix(std::move(prefix)) {}

  Scope operator/(const std::string& name) const { return Scope(m_pass, m_prefix + name + "."); }
  Scope operator/(std::int64_t index) const { return *this / std::to_string(index); }

  torch::Tensor convolution(const std::string& name, const torch::Tensor& x,
                            const Convolution& options) const;
  /// Batch norm with the stored statistics.
  torch::Tensor norm(const std::string& name, const torch::Tensor& x) const;
  /// Over the last axis.
  torch::Tensor layerNorm(const std::string& name, const torch::Tensor& x, double epsilon) const;
  torch::Tensor linear(const std::string& name, const torch::Tensor& x, std::int64_t out) const;
  torch::Tensor weight(const std::string& name, const std::vector<std::int64_t>& shape) const;
  /// Brings N×C×H×W to this height and width by means of parts (PyTorch's adaptive average pool).
  torch::Tensor averagePool(const torch::Tensor& x, std::int64_t size) const;

  /// The weights of an attention of tokens to themselves, N×heads×T×T.
  torch::Tensor attention(const torch::Tensor& weights) const { return m_pass.attention(weights); }
  /// The value of the module itself.
  torch::Tensor layer(const torch::Tensor& value) const;
  torch::Tensor layer(const std::string& name, const torch::Tensor& value) const;
  /// The same for N×T×C tokens, a class token before a grid of this many rows and columns: the
  /// layer's value is the grid as an image, N×C×rows×columns.
  torch::Tensor tokens(const std::string& name, const torch::Tensor& value, std::int64_t rows,
                       std::int64_t columns) const;

 private:
  WeightPass& m_pass;
  std::string m_prefix;
};

}  // namespace rho::model
