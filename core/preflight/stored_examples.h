// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace rho::preflight {

/// What a network's maker computed with it.
struct StoredExample {
  std::string source;      ///< the file of the outputs, for people
  torch::Tensor inputs;    ///< N×C×H×W
  bool arePixels = false;  ///< from 0 to 1, to be normalised; else as the network itself takes them
  torch::Tensor outputs;   ///< N×classes: logits or confidences
};

/// The examples that come with a network's file: those that its card names ("examples": one file or
/// folder or a list of them, in the network's folder), else NETWORK.examples.npz, else, where it is
/// the folder's only ONNX file, the folders test_data_set_* of the ONNX model zoo (input_0.pb and
/// output_0.pb). A .npz holds "inputs" (as the network takes them) or "images" (from 0 to 1) and
/// "outputs". Throws rho::Error for those that cannot be read.
std::vector<StoredExample> storedExamples(const std::filesystem::path& network);

}  // namespace rho::preflight
