// SPDX-License-Identifier: Apache-2.0
#include "onnx/model_record.h"

#include <ATen/ATen.h>

#include "base/error.h"
#include "base/file.h"
#include "onnx/tensor_record.h"

namespace rho::onnx {

namespace {

// Every reader of a message goes over its fields; the numbers are those of onnx.proto
// (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), IR version 14.

class ModelReader {
 public:
  ModelReader(WireFile& file, std::filesystem::path folder)
      : m_file(file), m_folder(std::move(folder)) {}

  ModelRecord model() {
    WireReader reader(m_file);
    ModelRecord model;
    model.source = m_file.subject();
    bool hasGraph = false;
    while (const auto field = reader.next()) switch (field->number) {
        case 2:
          model.producer = reader.text(*field);
          break;
        case 7:
          model.graph = graph(reader.message(*field));
          hasGraph = true;
          break;
        case 8:
          model.opsets.insert(opset(reader.message(*field)));
          break;
        case 14:
          model.metadata.insert(entry(reader.message(*field)));
          break;
        case 25:
          model.functions.push_back(function(reader.message(*field)));
          break;
        default:
          break;
      }
    if (!hasGraph)
      throw BrokenFile(m_file.subject(), "is no ONNX model: it holds no graph",
                       "export the network again");
    return model;
  }

 private:
  static std::pair<std::string, std::string> entry(WireReader reader) {
    std::pair<std::string, std::string> entry;
    while (const auto field = reader.next()) {
      if (field->number == 1) entry.first = reader.text(*field);
      if (field->number == 2) entry.second = reader.text(*field);
    }
    return entry;
  }

  static std::string domainOf(std::string domain) { return domain == "ai.onnx" ? "" : domain; }

  static std::pair<std::string, std::int64_t> opset(WireReader reader) {
    std::pair<std::string, std::int64_t> opset;
    while (const auto field = reader.next()) {
      if (field->number == 1) opset.first = domainOf(reader.text(*field));
      if (field->number == 2) opset.second = field->integer();
    }
    return opset;
  }

  GraphRecord graph(WireReader reader) {
    GraphRecord graph;
    while (const auto field = reader.next()) switch (field->number) {
        case 1:
          graph.nodes.push_back(node(reader.message(*field)));
          break;
        case 5: {
          auto [name, tensor] = readTensor(reader.message(*field), m_folder);
          graph.initialisers[name] = tensor;
          break;
        }
        case 11:
          graph.inputs.push_back(value(reader.message(*field)));
          break;
        case 12:
          graph.outputs.push_back(value(reader.message(*field)));
          break;
        case 15:
          throw unsupported("sparse tensors");
        default:
          break;
      }
    return graph;
  }

  FunctionRecord function(WireReader reader) {
    FunctionRecord function;
    while (const auto field = reader.next()) switch (field->number) {
        case 1:
          function.name = reader.text(*field);
          break;
        case 4:
          function.inputs.push_back(reader.text(*field));
          break;
        case 5:
          function.outputs.push_back(reader.text(*field));
          break;
        case 7:
          function.nodes.push_back(node(reader.message(*field)));
          break;
        case 9:
          function.opsets.insert(opset(reader.message(*field)));
          break;
        case 10:
          function.domain = domainOf(reader.text(*field));
          break;
        case 11:
          function.defaults.insert(attribute(reader.message(*field)));
          break;
        default:
          break;
      }
    return function;
  }

  NodeRecord node(WireReader reader) {
    NodeRecord node;
    while (const auto field = reader.next()) switch (field->number) {
        case 1:
          node.inputs.push_back(reader.text(*field));
          break;
        case 2:
          node.outputs.push_back(reader.text(*field));
          break;
        case 3:
          node.name = reader.text(*field);
          break;
        case 4:
          node.type = reader.text(*field);
          break;
        case 5:
          node.attributes.insert(attribute(reader.message(*field)));
          break;
        case 7:
          node.domain = domainOf(reader.text(*field));
          break;
        default:
          break;
      }
    return node;
  }

  /// Older files leave the attribute's type out: then the field that is there tells.
  std::pair<std::string, Attribute> attribute(WireReader reader) {
    std::string name;
    std::int64_t type = 0;
    Attribute single;
    std::vector<float> floats;
    std::vector<std::int64_t> integers;
    std::vector<std::string> texts;
    while (const auto field = reader.next()) switch (field->number) {
        case 1:
          name = reader.text(*field);
          break;
        case 2:
          single = field->single();
          break;
        case 3:
          single = field->integer();
          break;
        case 4:
          single = reader.text(*field);
          break;
        case 5:
          single = readTensor(reader.message(*field), m_folder).tensor;
          break;
        case 6:
          single = std::make_shared<const GraphRecord>(graph(reader.message(*field)));
          break;
        case 7:
          reader.singles(*field, floats);
          break;
        case 8:
          reader.integers(*field, integers);
          break;
        case 9:
          texts.push_back(reader.text(*field));
          break;
        case 20:
          type = field->integer();
          break;
        case 21:
          single = AttributeReference{reader.text(*field)};
          break;
        default:
          break;
      }
    const bool isReference = std::holds_alternative<AttributeReference>(single);
    if (type == 6 && !isReference) return {name, std::move(floats)};
    if (type == 7 && !isReference) return {name, std::move(integers)};
    if (type == 8 && !isReference) return {name, std::move(texts)};
    // A value of zero, or an empty text, may be left out of the file.
    if (single.index() == 0 && type == 1) return {name, 0.0f};
    if (single.index() == 0 && type == 2) return {name, std::int64_t{0}};
    if (single.index() == 0 && type == 3) return {name, std::string()};
    if (single.index() == 0 && !floats.empty()) return {name, std::move(floats)};
    if (single.index() == 0 && !integers.empty()) return {name, std::move(integers)};
    if (single.index() == 0 && !texts.empty()) return {name, std::move(texts)};
    return {name, std::move(single)};
  }

  ValueRecord value(WireReader reader) {
    ValueRecord value;
    while (const auto field = reader.next()) {
      if (field->number == 1) value.name = reader.text(*field);
      if (field->number == 2) readType(reader.message(*field), value);
    }
    return value;
  }

  static void readType(WireReader reader, ValueRecord& value) {
    while (const auto field = reader.next()) {
      if (field->number != 1) continue;  // sequences, maps: no tensor
      auto tensor = reader.message(*field);
      while (const auto inner = tensor.next()) {
        if (inner->number == 1) value.elementType = static_cast<int>(inner->value);
        if (inner->number == 2) value.shape = shape(tensor.message(*inner));
      }
    }
  }

  static std::vector<Dimension> shape(WireReader reader) {
    std::vector<Dimension> shape;
    while (const auto field = reader.next()) {
      if (field->number != 1) continue;
      Dimension dimension;
      auto inner = reader.message(*field);
      while (const auto part = inner.next()) {
        if (part->number == 1) dimension.size = part->integer();
        if (part->number == 2) dimension.name = inner.text(*part);
      }
      shape.push_back(std::move(dimension));
    }
    return shape;
  }

  InvalidInput unsupported(const std::string& what) const {
    return InvalidInput(m_file.subject(), "holds " + what + ", which Rhoscope does not know",
                        "export the network without them");
  }

  WireFile& m_file;
  std::filesystem::path m_folder;
};

}  // namespace

ModelRecord readModel(const std::filesystem::path& path) {
  WireFile file(path);
  return ModelReader(file, path.parent_path()).model();
}

at::Tensor readTensorFile(const std::filesystem::path& path) {
  WireFile file(path);
  return readTensor(WireReader(file), path.parent_path()).tensor;
}

bool isOnnx(const std::filesystem::path& path) {
  if (path.extension() == ".onnx") return true;
  // ir_version comes first; it has been below 32 for all of ONNX. Safetensors may begin alike.
  const auto head = readHead(path, 9);
  return head.size() == 9 && head[0] == 0x08 && head[1] > 0 && head[1] < 32 && head[8] != '{' &&
         (head[2] == 0x12 || head[2] == 0x1a || head[2] == 0x3a || head[2] == 0x42);
}

}  // namespace rho::onnx
