// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "model/weight_scope.h"

namespace rho::model {

/// What a known network leaves open; in a card under architecture_options.
struct KnownOptions {
  std::int64_t classes = 1000;
  std::int64_t inputChannels = 3;
  std::int64_t imageSize = 0;  ///< side of the image in pixels, where the weights depend on it
  std::int64_t depth = 0;      ///< number of layers, for networks that come in many
  std::int64_t width = 0;      ///< factor of the channels, for networks that come in many

  /// Throws InvalidInput for values no network can have.
  static KnownOptions fromJson(const nlohmann::json& json);
  nlohmann::json toJson() const;  ///< without those that are 0
};

/// A network whose weights others publish as a state dictionary: the function that it is, and what
/// is known of it besides.
struct KnownNetwork {
  std::string name;        ///< in the card: "resnet50"
  std::string origin;      ///< whose definition it is: "torchvision"
  std::string stem, head;  ///< the first and last module: their weights tell channels and classes
  std::string camLayer;    ///< the default of Grad-CAM
  std::string preset;      ///< of the card, by its name; empty: pixels as they are, 0 to 1
  int inputSize = 224;     ///< side of the images in pixels
  /// Images (N×C×H×W, normalised) to logits (N×classes).
  std::function<torch::Tensor(const Scope&, const torch::Tensor&, const KnownOptions&)> compute;
  /// What the names and shapes of weights do not tell and is taken for granted here, for people.
  std::vector<std::string> assumptions = {};
  /// How names begin that some files hold and the network never uses.
  std::vector<std::string> unused = {};
  /// Completes options that follow from the weights; false where they cannot be this network's.
  bool (*complete)(const TensorMap& weights, KnownOptions& options) = nullptr;
};

// One source each: the networks of a family.
std::vector<KnownNetwork> residualNetworks();     ///< torchvision's ResNet, ResNeXt, wide ResNet
std::vector<KnownNetwork> denseNetworks();        ///< torchvision's and TorchXRayVision's DenseNet
std::vector<KnownNetwork> vggNetworks();          ///< torchvision's VGG
std::vector<KnownNetwork> mobileNetworks();       ///< torchvision's MobileNetV2, EfficientNet-B0
std::vector<KnownNetwork> convNextNetworks();     ///< torchvision's ConvNeXt
std::vector<KnownNetwork> transformerNetworks();  ///< torchvision's ViT
std::vector<KnownNetwork> cifarNetworks();        ///< RobustBench's and robustness' for CIFAR
std::vector<KnownNetwork> deepMindNetworks();     ///< DeepMind's for CIFAR

/// The output channels of a convolution, or 0 where the weights have none of this name.
std::int64_t outChannels(const TensorMap& weights, const std::string& name);

/// Depth and width of a wide ResNet for CIFAR (Zagoruyko and Komodakis 2016), from the number of
/// blocks in its first group and the channels of the first one, whose weights are called first,
/// number, second. False where there are none.
bool wideDepthAndWidth(const TensorMap& weights, const std::string& first,
                       const std::string& second, KnownOptions& options);

/// All of them.
const std::vector<KnownNetwork>& knownNetworks();
/// Nothing where there is none of this name.
const KnownNetwork* knownNetworkNamed(const std::string& name);

/// The weights and layers of a network, without making any.
NetworkParts partsOf(const KnownNetwork& network, const KnownOptions& options);

}  // namespace rho::model
