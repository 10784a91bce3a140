// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "model/activation.h"
#include "model/network.h"

namespace rho::model {

/// Pre-activation ResNet for small images (He et al. 2016) as Woods et al. (2019) use it:
/// a 3×3 stem, groups of blocks (the first block of every group but the first is strided), batch
/// norm, activation, global average pool, 1×1 convolution with bias. ResNet-44 for 32×32 images is
/// blocks {7,7,7}, features {16,32,64}.
struct SmallResNetOptions {
  std::vector<int> blocks = {7, 7, 7};       ///< per group
  std::vector<int> features = {16, 32, 64};  ///< per group
  int inputChannels = 3;
  int classes = 10;
  int stemStride = 1;
  Activation activation = Activation::halfHuber;
  double halfHuberWidth = 0.5;  ///< d of the half-Huber ReLU
  double stochasticDepth = 0;   ///< rate of BranchScales; at most one of the two is not 0
  double shakeDrop = 0;

  /// Throws InvalidInput for values no network can have.
  static SmallResNetOptions fromJson(const nlohmann::json& json);
  nlohmann::json toJson() const;
};

/// Layers for tap(): stem, group1.1, group1.2, …, group1, …, groupN, features (after the last
/// activation).
class SmallResNet : public Network {
 public:
  /// Weights Kaiming-uniform; the last convolution of each block starts at zero.
  SmallResNet(const SmallResNetOptions& options, std::uint64_t seed);
  ~SmallResNet() override;

  torch::Tensor forward(const torch::Tensor& x) override;
  Tapped tap(const torch::Tensor& x, const std::string& layer) override;
  std::vector<std::string> layers() const override;
  void to(torch::Device device) override;
  void train(bool on) override;
  void seedTraining(std::uint64_t seed) override;
  std::vector<NamedTensor> parameters() const override;
  std::vector<NamedTensor> state() const override;

  const SmallResNetOptions& options() const { return m_options; }

  /// Whether networks on the CPU compute by FrozenResNet, or in training by normActivation() and
  /// trainingConvolution(), where they can (the default), or always by separate operators, which
  /// have derivatives of any order. For all networks of the program.
  static void setFast(bool on);

 private:
  struct Modules;
  torch::Tensor run(const torch::Tensor& x, const std::string& layer, torch::Tensor* inner);

  SmallResNetOptions m_options;
  std::unique_ptr<Modules> m_modules;
};

}  // namespace rho::model
