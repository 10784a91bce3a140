// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace rho::onnx {

struct GraphRecord;

/// The attribute of a node. A reference names an attribute of the function that the node is part
/// of.
struct AttributeReference {
  std::string name;
};
using Attribute = std::variant<std::monostate, float, std::int64_t, std::string, std::vector<float>,
                               std::vector<std::int64_t>, std::vector<std::string>, at::Tensor,
                               std::shared_ptr<const GraphRecord>, AttributeReference>;
using Attributes = std::map<std::string, Attribute>;

/// One operation as the file has it; an input that is left out has an empty name.
struct NodeRecord {
  std::string name, type, domain;  ///< domain: empty for the operators of ONNX itself
  std::vector<std::string> inputs, outputs;
  Attributes attributes;
  std::int64_t opset = 0;  ///< of its domain, as the model or the function around it imports it
};

/// A dimension that is known, or only by a name, or not at all.
struct Dimension {
  std::int64_t size = -1;  ///< -1: known when the network runs
  std::string name;
};

/// What the file says about an input or output.
struct ValueRecord {
  std::string name;
  int elementType = 0;  ///< TensorProto.DataType; 0: no tensor, or not given
  std::optional<std::vector<Dimension>> shape;
};

struct GraphRecord {
  std::vector<NodeRecord> nodes;
  std::map<std::string, at::Tensor> initialisers;
  std::vector<ValueRecord> inputs, outputs;
};

/// A function of the file's own, used as if it were an operator.
struct FunctionRecord {
  std::string name, domain;
  std::vector<std::string> inputs, outputs;
  Attributes defaults;
  std::vector<NodeRecord> nodes;
  std::map<std::string, std::int64_t> opsets;
};

/// What an ONNX file says, checked for damage but not yet for sense.
struct ModelRecord {
  std::string source;  ///< the file, for messages
  std::string producer;
  std::map<std::string, std::int64_t> opsets;  ///< by domain
  std::map<std::string, std::string> metadata;
  std::vector<FunctionRecord> functions;
  GraphRecord graph;
};

/// Reads a model; its tensors are read into memory once. Throws MissingFile, BrokenFile (cut off or
/// damaged), RefusedFile (nested beyond reason, tensors outside of the model's folder),
/// InvalidInput (of a kind that Rhoscope does not know, such as sparse tensors).
ModelRecord readModel(const std::filesystem::path& path);

/// Reads a file that holds one tensor, as the test data of ONNX do.
at::Tensor readTensorFile(const std::filesystem::path& path);

/// Whether a file looks like an ONNX model.
bool isOnnx(const std::filesystem::path& path);

}  // namespace rho::onnx
