// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace rho::model {

/// What networks of one kind have in common, for the cards of files that do not say it.
struct CardPreset {
  std::string name;   ///< "imagenet"
  std::string title;  ///< for people: "ImageNet"
  /// Keys of a card: class_names, task, input_size, input_channels, channel_order, mean,
  /// standard_deviation.
  nlohmann::json card;
};

/// imagenet (torchvision's), cifar10, torchxrayvision, and tensorflow and caffe (Keras's, for
/// ImageNet). Throws MissingFile where the program's resources are not there.
const std::vector<CardPreset>& cardPresets();
/// Throws InvalidInput naming the ones that exist.
const CardPreset& cardPresetNamed(const std::string& name);

/// "class 0" and so on.
std::vector<std::string> numberedClasses(std::int64_t count);

}  // namespace rho::model
