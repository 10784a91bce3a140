// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace rho::onnx {
struct ModelRecord;
struct ValueRecord;
}  // namespace rho::onnx

namespace rho::model {

/// What an ONNX file says about its network.
struct OnnxDescription {
  /// Of the input; 0: not given, or any.
  std::int64_t batch = 0, channels = 0, height = 0, width = 0;
  bool areChannelsLast = false;                 ///< it takes N×H×W×C images, as TensorFlow's do
  std::int64_t classes = 0;                     ///< 0: not given
  std::string producer;                         ///< what wrote the file
  std::map<std::string, std::string> metadata;  ///< what the file's maker put into it
  std::string lastOperator;                     ///< "Softmax", "Sigmoid" and others
  std::string sha256;                           ///< of the stored tensors, as hashOfWeights
};

/// The graph's input: older files list their weights as inputs too. Throws InvalidInput where it is
/// no image.
const onnx::ValueRecord& imageInput(const onnx::ModelRecord& model);

/// Throws as imageInput, InvalidInput for a graph without output, BrokenFile for weights that are
/// NaN.
OnnxDescription describe(const onnx::ModelRecord& model);

}  // namespace rho::model
