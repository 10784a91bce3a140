// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "model/model.h"

namespace rho::model {

/// Where a file holds several dictionaries of as many tensors (averaged weights, for example): the
/// key of those that were taken, the first, and of the others.
struct WeightChoice {
  std::string taken;
  std::vector<std::string> others;
};

/// What a weight file holds, whatever its format: tensors by name, and what else it says.
struct Checkpoint {
  std::string format;  ///< "safetensors", "pytorch-legacy", "pytorch-zip"
  std::map<std::string, torch::Tensor> tensors;
  nlohmann::json metadata;  ///< the rest; a card is under "card"
  WeightChoice choice = {};
};

/// Reads safetensors, PyTorch's zip form and its older pickle. No code of the file ever runs.
/// Throws MissingFile, UnknownFormat, BrokenFile (NaN weights among them), RefusedFile (names code
/// that a checkpoint must not name, or sizes beyond the file).
Checkpoint readCheckpoint(const std::filesystem::path& path);

/// Atomic. Throws WriteFailed.
void writeSafetensors(const std::filesystem::path& path,
                      const std::map<std::string, torch::Tensor>& tensors,
                      const std::map<std::string, std::string>& metadata);

/// A file as it is named, else that of the bundled network of that name, else what was asked for,
/// so that an error is about that.
std::filesystem::path modelFile(const std::filesystem::path& pathOrName);

/// Opens any supported model file: our own safetensors, the published ResNet-44 pickles, state
/// dictionaries of known networks (state_recogniser.h), TorchScript (with a card beside it:
/// FILE.json), ONNX (where a card beside it completes what the file tells), black boxes that were
/// permitted (black_box.h); or a bundled network by its name, "pneumonia". Frozen, in evaluation
/// mode. Throws as readCheckpoint, and InvalidInput when the card is missing or does not fit.
Model loadModel(const std::filesystem::path& pathOrName, const std::string& device = "cpu");

/// Writes weights and card as safetensors, with the SHA-256 of the weights in the card.
void saveModel(const Model& model, const std::filesystem::path& path);

/// SHA-256 over names, shapes and values in name order.
std::string hashOfWeights(const std::vector<NamedTensor>& state);

}  // namespace rho::model
