// SPDX-License-Identifier: Apache-2.0
#include "onnx/functions.h"

#include "base/error.h"

namespace rho::onnx {

namespace {

using Names = std::map<std::string, std::string>;
using Opsets = std::map<std::string, std::int64_t>;

class Inliner {
 public:
  explicit Inliner(const ModelRecord& model) : m_model(model) {}

  std::vector<NodeRecord> inlined(const std::vector<NodeRecord>& nodes, const Opsets& opsets,
                                  int depth = 0) {
    if (depth > 32) throw tooDeep();
    std::vector<NodeRecord> result;
    for (auto node : nodes) {
      if (++m_nodes > 1'000'000) throw tooDeep();
      if (const auto* function = functionOf(node)) {
        for (auto& inner : expanded(node, *function, depth)) result.push_back(std::move(inner));
        continue;
      }
      node.opset = opsetOf(node, opsets);
      for (auto& [name, attribute] : node.attributes)
        if (auto* graph = std::get_if<std::shared_ptr<const GraphRecord>>(&attribute)) {
          auto copy = std::make_shared<GraphRecord>(**graph);
          copy->nodes = inlined(copy->nodes, opsets, depth + 1);
          attribute = std::shared_ptr<const GraphRecord>(std::move(copy));
        }
      result.push_back(std::move(node));
    }
    return result;
  }

 private:
  const FunctionRecord* functionOf(const NodeRecord& node) const {
    for (const auto& function : m_model.functions)
      if (function.name == node.type && function.domain == node.domain) return &function;
    return nullptr;
  }

  /// Unknown domains have unknown operators, which are told about later, with all others.
  static std::int64_t opsetOf(const NodeRecord& node, const Opsets& opsets) {
    const auto found = opsets.find(node.domain);
    return found == opsets.end() ? 0 : found->second;
  }

  /// The nodes of a function with the names of this use: inputs and outputs are the node's, others
  /// begin with the node's first output, which is unique.
  std::vector<NodeRecord> expanded(const NodeRecord& use, const FunctionRecord& function,
                                   int depth) {
    Names names;
    for (std::size_t i = 0; i < function.inputs.size(); ++i)
      names[function.inputs[i]] = i < use.inputs.size() ? use.inputs[i] : "";
    for (std::size_t i = 0; i < function.outputs.size(); ++i)
      if (i < use.outputs.size() && !use.outputs[i].empty())
        names[function.outputs[i]] = use.outputs[i];
    const auto prefix = (use.outputs.empty() ? use.name : use.outputs.front()) + "/";
    auto attributes = function.defaults;
    for (const auto& [name, value] : use.attributes) attributes[name] = value;

    std::vector<NodeRecord> nodes = function.nodes;
    for (auto& node : nodes) rename(node, names, prefix, attributes);
    return inlined(nodes, function.opsets, depth + 1);
  }

  static void rename(NodeRecord& node, Names& names, const std::string& prefix,
                     const Attributes& given) {
    const auto renamed = [&](const std::string& name) {
      if (name.empty()) return name;
      return names.try_emplace(name, prefix + name).first->second;
    };
    for (auto& name : node.inputs) name = renamed(name);
    for (auto& name : node.outputs) name = renamed(name);
    if (!node.name.empty()) node.name = prefix + node.name;
    for (auto entry = node.attributes.begin(); entry != node.attributes.end();) {
      auto& value = entry->second;
      if (const auto* reference = std::get_if<AttributeReference>(&value)) {
        const auto found = given.find(reference->name);
        if (found == given.end()) {  // left out, so that the operator's own default holds
          entry = node.attributes.erase(entry);
          continue;
        }
        value = found->second;
      } else if (auto* graph = std::get_if<std::shared_ptr<const GraphRecord>>(&value)) {
        auto copy = std::make_shared<GraphRecord>(**graph);
        for (auto& inner : copy->nodes) rename(inner, names, prefix, given);
        std::map<std::string, at::Tensor> initialisers;
        for (const auto& [name, tensor] : copy->initialisers) initialisers[renamed(name)] = tensor;
        copy->initialisers = std::move(initialisers);
        for (auto& output : copy->outputs) output.name = renamed(output.name);
        value = std::shared_ptr<const GraphRecord>(std::move(copy));
      }
      ++entry;
    }
  }

  RefusedFile tooDeep() const {
    return RefusedFile(m_model.source, "its functions use each other beyond reason",
                       "do not use this file");
  }

  const ModelRecord& m_model;
  std::size_t m_nodes = 0;
};

}  // namespace

void inlineFunctions(ModelRecord& model) {
  Inliner inliner(model);
  model.graph.nodes = inliner.inlined(model.graph.nodes, model.opsets);
  model.functions.clear();
}

}  // namespace rho::onnx
