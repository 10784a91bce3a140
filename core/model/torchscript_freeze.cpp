// SPDX-License-Identifier: Apache-2.0
#include "model/torchscript_freeze.h"

#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/passes/constant_propagation.h>
#include <torch/csrc/jit/passes/dead_code_elimination.h>
#include <torch/csrc/jit/passes/frozen_graph_optimizations.h>
#include <torch/csrc/jit/passes/remove_mutation.h>

#include <algorithm>
#include <set>
#include <unordered_set>
#include <vector>

namespace rho::model {

namespace jit = torch::jit;

namespace {

/// Of the block and the branches in it.
template <typename Visit>
void forEachNode(jit::Block& block, const Visit& visit) {
  for (auto* node : block.nodes()) {
    visit(*node);
    for (auto* inner : node->blocks()) forEachNode(*inner, visit);
  }
}

bool changesValues(const jit::Node& node) {
  if (node.kind() == c10::prim::SetAttr) return true;
  const auto* schema = node.maybeSchema();
  return schema && schema->is_mutable();
}

/// What a chain of GetAttr nodes that starts at the module leads to.
std::optional<jit::IValue> attribute(const jit::Value* value, const jit::Value* self,
                                     const jit::Module& module) {
  if (value == self) return module._ivalue();
  const auto* node = value->node();
  if (node->kind() != c10::prim::GetAttr) return std::nullopt;
  const auto owner = attribute(node->input(), self, module);
  if (!owner || !owner->isObject()) return std::nullopt;
  return owner->toObjectRef().getAttr(node->s(c10::attr::name));
}

enum class Attributes { settings, all };

void insertAttributes(jit::Graph& graph, const jit::Module& module, Attributes wanted) {
  const auto* self = graph.inputs().at(0);
  std::vector<jit::Node*> reads;
  forEachNode(*graph.block(), [&](jit::Node& node) {
    if (node.kind() == c10::prim::GetAttr) reads.push_back(&node);
  });
  for (auto* node : reads) {
    const auto value = attribute(node->output(), self, module);
    if (!value || value->isObject()) continue;
    if (wanted == Attributes::settings && value->isTensor()) continue;
    const jit::WithInsertPoint point(node);
    if (const auto constant = jit::tryInsertConstant(graph, *value))
      node->output()->replaceAllUsesWith(*constant);
  }
}

/// The nodes outside of branches that need a value, directly or not, themselves or in a branch.
std::set<const jit::Node*> dependents(jit::Graph& graph, const jit::Value* value) {
  std::set<const jit::Node*> found;
  std::unordered_set<const jit::Value*> values = {value};
  for (auto* node : graph.nodes()) {
    bool needs = false;
    const auto look = [&](const jit::Node& n) {
      for (const auto* input : n.inputs()) needs |= values.contains(input);
    };
    look(*node);
    for (auto* block : node->blocks()) {
      forEachNode(*block, look);
      look(*block->return_node());
    }
    if (!needs) continue;
    found.insert(node);
    for (const auto* output : node->outputs()) values.insert(output);
  }
  return found;
}

/// The owner of a use among the nodes outside of branches.
const jit::Node* outermost(jit::Graph& graph, const jit::Node* node) {
  while (node->owningBlock() != graph.block()) node = node->owningBlock()->owningNode();
  return node;
}

/// Weights and constants are in both halves anyway.
bool isFree(const jit::Node& node) {
  return node.kind() == c10::prim::Constant || node.kind() == c10::prim::GetAttr ||
         node.kind() == c10::prim::Param;
}

/// The values made before the cut, other than the layer's, that are used behind it.
std::vector<jit::Value*> crossing(jit::Graph& graph, const jit::Value* layer) {
  const auto behind = dependents(graph, layer);
  std::vector<jit::Value*> values;
  for (auto* node : graph.nodes()) {
    if (behind.contains(node) || isFree(*node)) continue;
    for (auto* output : node->outputs()) {
      if (output == layer) continue;
      for (const auto& use : output->uses())
        if (behind.contains(outermost(graph, use.user)) || use.user == graph.return_node()) {
          values.push_back(output);
          break;
        }
    }
  }
  return values;
}

/// Rewrites operators that work in place. False where the graph then still changes values, those of
/// its module among them. Settings of the module decide some branches, those of training for
/// instance, which go away before. The weights stay attributes: as constants, what writes into them
/// could be rewritten too.
bool removeChanges(std::shared_ptr<jit::Graph>& graph, const jit::Module& module) {
  insertAttributes(*graph, module, Attributes::settings);
  jit::ConstantPropagation(graph);
  jit::RemoveTensorMutation(graph);
  jit::EliminateDeadCode(graph);
  bool changes = false;
  forEachNode(*graph->block(), [&](const jit::Node& node) { changes |= changesValues(node); });
  return !changes;
}

/// The elimination of dead code leaves what may throw, and all that it needs.
template <typename Unwanted>
void destroyNodes(jit::Graph& graph, const Unwanted& unwanted) {
  std::vector<jit::Node*> nodes(graph.nodes().begin(), graph.nodes().end());
  std::reverse(nodes.begin(), nodes.end());
  for (auto* node : nodes)
    if (unwanted(*node)) node->destroy();
}

/// From a graph with the outputs (result, layer, crossing…) to one with (layer, crossing…).
void keepFront(jit::Graph& graph) {
  graph.eraseOutput(0);
  const auto behind = dependents(graph, graph.outputs().at(0));
  destroyNodes(graph, [&](const jit::Node& node) { return behind.contains(&node); });
}

/// From a graph with the outputs (result, layer, crossing…) to one with (result), which takes the
/// others as inputs.
void keepBack(jit::Graph& graph) {
  const auto behind = dependents(graph, graph.outputs().at(1));
  while (graph.outputs().size() > 1) {
    auto* value = graph.outputs().at(1);
    graph.eraseOutput(1);
    auto* input = graph.addInput();
    input->setType(value->type());
    value->replaceAllUsesWith(input);
  }
  destroyNodes(graph, [&](const jit::Node& n) { return !behind.contains(&n) && !isFree(n); });
}

}  // namespace

bool freezeGraph(std::shared_ptr<jit::Graph>& graph, const jit::Module& module) {
  if (!removeChanges(graph, module)) return false;
  insertAttributes(*graph, module, Attributes::all);
  jit::EliminateDeadCode(graph);
  if (!graph->inputs().at(0)->uses().empty()) return false;
  jit::ConstantPropagation(graph);
  jit::OptimizeFrozenGraph(graph);
  jit::EliminateDeadCode(graph);
  graph->eraseInput(0);
  return true;
}

std::optional<GraphCut> cutAt(std::shared_ptr<jit::Graph>& graph, jit::Value* layer,
                              const jit::Module& module) {
  // As an output, the layer is followed through the replacement of operators that work in place.
  graph->registerOutput(layer);
  if (!removeChanges(graph, module)) return std::nullopt;
  for (auto* value : crossing(*graph, graph->outputs().at(1))) graph->registerOutput(value);
  GraphCut cut{graph->copy(), graph->copy()};
  keepFront(*cut.front);
  keepBack(*cut.back);
  jit::EliminateDeadCode(cut.front);
  jit::EliminateDeadCode(cut.back);
  if (!cut.back->inputs().at(1)->uses().empty()) return std::nullopt;
  return cut;
}

}  // namespace rho::model
