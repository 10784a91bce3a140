// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace rho::test {

/// Writes ONNX files field by field (numbers as in onnx.proto), so that tests need no Python and
/// can be as hostile as they like.
namespace onnx {

inline std::string varint(std::uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>((value & 0x7f) | 0x80);
  return bytes + static_cast<char>(value);
}

inline std::string number(int field, std::int64_t value) {
  return varint(static_cast<std::uint64_t>(field) << 3) + varint(static_cast<std::uint64_t>(value));
}

inline std::string bytes(int field, const std::string& content) {
  return varint(static_cast<std::uint64_t>(field) << 3 | 2) + varint(content.size()) + content;
}

inline std::string single(int field, float value) {
  std::string raw(sizeof value, '\0');
  std::memcpy(raw.data(), &value, sizeof value);
  return varint(static_cast<std::uint64_t>(field) << 3 | 5) + raw;
}

inline int elementType(const torch::Tensor& tensor) {
  switch (tensor.scalar_type()) {
    case torch::kInt64:
      return 7;
    case torch::kInt32:
      return 6;
    case torch::kBool:
      return 9;
    case torch::kUInt8:
      return 2;
    case torch::kFloat64:
      return 11;
    default:
      return 1;
  }
}

/// A TensorProto.
inline std::string tensor(const std::string& name, const torch::Tensor& values) {
  const auto plain = values.contiguous();
  std::string proto;
  for (const auto size : plain.sizes()) proto += number(1, size);
  proto += number(2, elementType(plain)) + bytes(8, name);
  return proto + bytes(9, {static_cast<const char*>(plain.data_ptr()), plain.nbytes()});
}

/// AttributeProtos.
inline std::string attribute(const std::string& name, std::int64_t value) {
  return bytes(1, name) + number(3, value) + number(20, 2);
}
inline std::string attribute(const std::string& name, double value) {
  return bytes(1, name) + single(2, static_cast<float>(value)) + number(20, 1);
}
inline std::string attribute(const std::string& name, const char* value) {
  return bytes(1, name) + bytes(4, value) + number(20, 3);
}
inline std::string attribute(const std::string& name, const std::vector<std::int64_t>& values) {
  std::string proto = bytes(1, name) + number(20, 7);
  for (const auto value : values) proto += number(8, value);
  return proto;
}
inline std::string attribute(const std::string& name, const torch::Tensor& value) {
  return bytes(1, name) + bytes(5, tensor("", value)) + number(20, 4);
}
inline std::string graphAttribute(const std::string& name, const std::string& graph) {
  return bytes(1, name) + bytes(6, graph) + number(20, 5);
}

using Texts = std::vector<std::string>;

/// A NodeProto.
inline std::string node(const std::string& type, const Texts& inputs, const Texts& outputs,
                        const Texts& attributes = {}, const std::string& domain = {}) {
  std::string proto;
  for (const auto& input : inputs) proto += bytes(1, input);
  for (const auto& output : outputs) proto += bytes(2, output);
  if (!outputs.empty()) proto += bytes(3, outputs.front() + "_node");
  proto += bytes(4, type);
  for (const auto& item : attributes) proto += bytes(5, item);
  return domain.empty() ? proto : proto + bytes(7, domain);
}

/// A ValueInfoProto; -1: any size.
inline std::string value(const std::string& name, const std::vector<std::int64_t>& shape,
                         int type = 1) {
  std::string dimensions;
  for (const auto size : shape)
    dimensions += bytes(1, size < 0 ? bytes(2, "any") : number(1, size));
  return bytes(1, name) + bytes(2, bytes(1, number(1, type) + bytes(2, dimensions)));
}

/// A GraphProto in the making.
struct Graph {
  Texts nodes, initialisers, inputs, outputs;

  std::string proto() const {
    std::string graph;
    for (const auto& item : nodes) graph += bytes(1, item);
    graph += bytes(2, "test");
    for (const auto& item : initialisers) graph += bytes(5, item);
    for (const auto& item : inputs) graph += bytes(11, item);
    for (const auto& item : outputs) graph += bytes(12, item);
    return graph;
  }
};

/// The bytes of a file; more: further fields of the ModelProto.
inline std::string model(const Graph& graph, std::int64_t opset = 17,
                         const std::string& more = {}) {
  return number(1, 8) + bytes(2, "test") + bytes(7, graph.proto()) +
         bytes(8, bytes(1, "") + number(2, opset)) + more;
}

inline std::string metadata(const std::string& key, const std::string& text) {
  return bytes(14, bytes(1, key) + bytes(2, text));
}

}  // namespace onnx

}  // namespace rho::test
