// SPDX-License-Identifier: Apache-2.0
#include "model/torchscript_graph.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

namespace rho::model {

namespace jit = torch::jit;

namespace {

using Values = std::unordered_set<const jit::Value*>;

/// Whether a node, or anything in its branches, takes one of the values.
bool uses(const jit::Node& node, const Values& values) {
  for (const auto* input : node.inputs())
    if (values.contains(input)) return true;
  for (const auto* block : node.blocks()) {
    for (const auto* output : block->outputs())
      if (values.contains(output)) return true;
    for (const auto* inner : block->nodes())
      if (uses(*inner, values)) return true;
  }
  return false;
}

/// Sizes and the like also become tensors in traced networks, but nothing can be seen in them.
bool isLayerKind(const jit::Node& node) {
  return node.kind() != c10::prim::NumToTensor && node.kind() != c10::prim::GetAttr &&
         node.kind() != c10::prim::Constant;
}

/// The submodules through which a node was inlined, from the outermost to its own.
std::vector<std::string> modulesOf(const jit::Node& node) {
  std::vector<std::string> path;
  const auto stack = node.callstack();
  if (!stack) return path;
  for (const auto& entry : (*stack)->vec()) {
    const auto& instance = std::get<jit::kModuleInstanceInfo>(entry);
    if (instance && instance->instance_name() != "SELF") path.push_back(instance->instance_name());
  }
  return path;
}

std::string operatorName(const jit::Node& node) {
  std::string name = node.kind().toUnqualString();
  name.erase(0, name.find_first_not_of('_'));
  while (name.ends_with('_')) name.pop_back();
  return name;
}

struct Found {
  jit::Value* value;
  std::vector<std::string> modules;
  std::string operation;
};

std::vector<Found> tensorsFromInput(jit::Graph& graph) {
  std::vector<Found> found;
  Values fromInput = {graph.inputs().at(1)};
  for (auto* node : graph.nodes()) {
    if (!uses(*node, fromInput)) continue;
    for (auto* output : node->outputs()) {
      fromInput.insert(output);
      if (isLayerKind(*node) && output->type()->isSubtypeOf(*c10::TensorType::get()))
        found.push_back({output, modulesOf(*node), operatorName(*node)});
    }
  }
  return found;
}

std::string joined(const std::vector<std::string>& path, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i ? "." : "") + path[i];
  return text;
}

/// Gives each name once: the second value of a name becomes NAME#2.
class Names {
 public:
  std::string unique(const std::string& name) {
    const int count = ++m_counts[name];
    return count == 1 ? name : name + "#" + std::to_string(count);
  }

 private:
  std::map<std::string, int> m_counts;
};

}  // namespace

std::vector<GraphLayer> layersOf(jit::Graph& graph) {
  const auto found = tensorsFromInput(graph);
  std::vector<GraphLayer> layers;
  Names names;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto& [value, modules, operation] = found[i];
    // How much of the path the next value shares: the modules beyond that end with this value.
    std::size_t shared = 0;
    if (i + 1 < found.size()) {
      const auto& next = found[i + 1].modules;
      while (shared < std::min(modules.size(), next.size()) && modules[shared] == next[shared])
        ++shared;
    }
    if (shared == modules.size())
      layers.push_back(
          {names.unique(joined(modules, modules.size()) + (modules.empty() ? "" : ".") + operation),
           value});
    for (std::size_t depth = modules.size(); depth > shared; --depth)
      layers.push_back({names.unique(joined(modules, depth)), value});
  }
  return layers;
}

namespace {

bool isNone(const jit::Value& value) {
  const auto constant = jit::toIValue(&value);
  return (constant && constant->isNone()) || value.type()->kind() == c10::TypeKind::NoneType;
}

/// Query, key and value alone, at the usual scale. The schema grows with PyTorch's versions: what
/// follows the first three has to be nothing, no or 0.
bool isPlainAttention(const jit::Node& node) {
  if (node.kind() != c10::aten::scaled_dot_product_attention) return false;
  for (std::size_t i = 3; i < node.inputs().size(); ++i) {
    const auto constant = jit::toIValue(node.inputs()[i]);
    const bool isOff = isNone(*node.inputs()[i]) ||
                       (constant && ((constant->isBool() && !constant->toBool()) ||
                                     (constant->isDouble() && constant->toDouble() == 0)));
    if (!isOff) return false;
  }
  return true;
}

void writeOut(jit::Node& node) {
  auto& graph = *node.owningGraph();
  const jit::WithInsertPoint here(&node);
  auto *query = node.input(0), *key = node.input(1), *value = node.input(2);
  const auto insert = [&](const char* name, const std::vector<jit::NamedValue>& inputs) {
    return graph.insert(c10::Symbol::fromQualString(name), inputs);
  };
  auto* width = insert("aten::sqrt", {insert("aten::size", {query, -1})});
  auto* scores = insert("aten::matmul", {query, insert("aten::transpose", {key, -2, -1})});
  auto* weights = insert("aten::softmax", {insert("aten::div", {scores, width}), -1});
  node.output()->replaceAllUsesWith(insert("aten::matmul", {weights, value}));
  node.destroy();
}

}  // namespace

std::vector<jit::Value*> attentionOf(jit::Graph& graph) {
  std::vector<jit::Node*> fused;
  for (auto* node : graph.nodes())
    if (isPlainAttention(*node)) fused.push_back(node);
  for (auto* node : fused) writeOut(*node);
  std::vector<jit::Value*> found;
  for (auto* node : graph.nodes())
    if (node->kind() == c10::aten::softmax) found.push_back(node->output());
  return found;
}

}  // namespace rho::model
