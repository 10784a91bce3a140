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

}  // namespace rho::model
