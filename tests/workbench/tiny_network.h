// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// LibTorch's headers come before Qt's: they use Qt's keywords as names.
#include "model/checkpoint.h"
#include "model/model.h"
#include "model/small_resnet.h"

namespace rho::test {

/// Writes a small network with random weights as a checkpoint.
inline void writeTinyNetwork(const std::filesystem::path& path, const std::string& name = "tiny") {
  model::SmallResNetOptions options;
  options.blocks = {1, 1};
  options.features = {4, 8};
  options.inputChannels = 1;
  options.classes = 3;
  model::ModelCard card;
  card.name = name;
  card.architecture = "small-resnet";
  card.architectureOptions = options.toJson();
  card.classNames = {"round", "square", "oval"};
  card.inputWidth = card.inputHeight = 12;
  card.inputChannels = 1;
  card.mean = {0.5};
  card.standardDeviation = {0.25};
  model::saveModel(model::Model(card, std::make_shared<model::SmallResNet>(options, 7)), path);
}

}  // namespace rho::test
