// SPDX-License-Identifier: Apache-2.0
#include "onnx/node_order.h"

#include <queue>
#include <unordered_map>

#include "base/error.h"

namespace rho::onnx {

namespace {

std::string nodeText(const NodeRecord& node) {
  const auto& name = node.name.empty() && !node.outputs.empty() ? node.outputs.front() : node.name;
  return "node \"" + name + "\" (" + node.type + ")";
}

void collectNeeds(const NodeRecord& node, std::set<std::string> inside,
                  std::vector<std::string>& needs) {
  for (const auto& name : node.inputs)
    if (!name.empty() && !inside.contains(name)) needs.push_back(name);
  for (const auto& [key, attribute] : node.attributes) {
    const auto* graph = std::get_if<std::shared_ptr<const GraphRecord>>(&attribute);
    if (!graph) continue;
    auto within = inside;
    for (const auto& input : (*graph)->inputs) within.insert(input.name);
    for (const auto& [name, tensor] : (*graph)->initialisers) within.insert(name);
    for (const auto& inner : (*graph)->nodes)
      within.insert(inner.outputs.begin(), inner.outputs.end());
    for (const auto& inner : (*graph)->nodes) collectNeeds(inner, within, needs);
    for (const auto& output : (*graph)->outputs)
      if (!within.contains(output.name)) needs.push_back(output.name);
  }
}

}  // namespace

std::vector<std::string> needsOf(const NodeRecord& node) {
  std::vector<std::string> needs;
  collectNeeds(node, {}, needs);
  return needs;
}

std::vector<const NodeRecord*> inOrder(const std::vector<NodeRecord>& nodes,
                                       const std::set<std::string>& known,
                                       const std::string& source) {
  const char* const remedy = "export the network again, or copy the file again from its source";
  std::unordered_map<std::string, std::size_t> makers;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    for (const auto& output : nodes[i].outputs) {
      if (output.empty()) continue;
      if (known.contains(output) || !makers.try_emplace(output, i).second)
        throw BrokenFile(source, "the value \"" + output + "\" is computed twice", remedy);
    }

  std::vector<std::vector<std::size_t>> followers(nodes.size());
  std::vector<std::size_t> waitsFor(nodes.size(), 0);
  for (std::size_t i = 0; i < nodes.size(); ++i)
    for (const auto& name : needsOf(nodes[i])) {
      const auto maker = makers.find(name);
      if (maker == makers.end()) {
        if (known.contains(name)) continue;
        throw BrokenFile(source,
                         nodeText(nodes[i]) + " needs the value \"" + name +
                             "\", which is no input, no stored tensor and no node's output",
                         remedy);
      }
      followers[maker->second].push_back(i);
      ++waitsFor[i];
    }

  // The first in the file that can go goes: a file in order keeps it.
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (waitsFor[i] == 0) ready.push(i);
  std::vector<const NodeRecord*> order;
  while (!ready.empty()) {
    const auto i = ready.top();
    ready.pop();
    order.push_back(&nodes[i]);
    for (const auto follower : followers[i])
      if (--waitsFor[follower] == 0) ready.push(follower);
  }
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (waitsFor[i] > 0)
      throw BrokenFile(source, nodeText(nodes[i]) + " depends on its own result", remedy);
  return order;
}

}  // namespace rho::onnx
