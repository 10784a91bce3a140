// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace rho::model {

/// How outputs become confidences: one of many classes (softmax), or each on its own (sigmoid).
enum class Task { singleLabel, multiLabel };

/// Which colour the network's first channel is: networks from Caffe and OpenCV have blue there.
enum class ChannelOrder { rgb, bgr };

/// What one must know about a network besides its weights. Travels inside our checkpoints (the
/// metadata of a safetensors file) or beside foreign ones (FILE.json).
struct ModelCard {
  std::string name;
  std::string architecture;  ///< key of the architecture registry, e.g. "small-resnet"
  nlohmann::json architectureOptions =
      nlohmann::json::object();  ///< what that architecture needs to be built
  std::vector<std::string> classNames;
  Task task = Task::singleLabel;
  int inputWidth = 0;
  int inputHeight = 0;
  int inputChannels = 0;  ///< 1 grey or 3 colours
  ChannelOrder channelOrder = ChannelOrder::rgb;
  /// Per channel in the network's order; its input is (x - mean) / standardDeviation.
  std::vector<double> mean;
  std::vector<double> standardDeviation;
  std::string gradCamLayer;  ///< the default layer of Grad-CAM
  nlohmann::json training =
      nlohmann::json::object();  ///< recipe, data, seed, or what is known of a foreign file
  nlohmann::json metrics =
      nlohmann::json::object();  ///< measured figures, e.g. {"accuracy": 0.93, "n": 1000}
  /// How a file of weights alone was recognised: "network", "evidence", "assumed" (what its names
  /// and shapes do not tell, a list), "confirmed" (whether a card of the user's names the network).
  nlohmann::json recognition = nlohmann::json::object();
  /// Per class the confidence at and above which its makers take it as found; NaN for classes
  /// without; empty where none are known.
  std::vector<double> operatingPoints;
  std::string sha256;  ///< of the weights: names, shapes and values in name order

  /// Whether the user should look at what was assumed.
  bool isUnconfirmed() const;
  /// Which channel of an image (red, green, blue) the network's channel is.
  std::size_t imageChannel(std::size_t networkChannel) const;
  int classCount() const { return static_cast<int>(classNames.size()); }
};

/// Throws InvalidInput naming the missing or wrong key.
ModelCard cardFromJson(const nlohmann::json& json, const std::string& source);
nlohmann::json toJson(const ModelCard& card);

}  // namespace rho::model
