// SPDX-License-Identifier: Apache-2.0
#include "model/torchscript_attention.h"

#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/passes/dead_code_elimination.h>
#include <torch/csrc/jit/passes/lower_tuples.h>
#include <torch/jit.h>

#include <algorithm>
#include <functional>

namespace rho::model {

namespace jit = torch::jit;

namespace {

/// What the two operators compute (Vaswani et al. 2017), with the scaling where PyTorch has it.
constexpr const char* source = R"(
def dot_product(query, key, value):
    scale = float(query.size(-1)) ** 0.5
    weights = torch.softmax(torch.matmul(query / scale, torch.transpose(key, -2, -1)), -1)
    return torch.matmul(weights, value)

def multi_head(x, width: int, heads: int, qkv_weight, qkv_bias, out_weight, out_bias):
    projected = torch.linear(x, qkv_weight, qkv_bias)
    parts = torch.reshape(projected, [x.size(0), x.size(1), 3, heads, width // heads])
    query, key, value = torch.unbind(torch.permute(parts, [2, 0, 3, 1, 4]))
    scale = float(width // heads) ** 0.5
    weights = torch.softmax(torch.matmul(query / scale, torch.transpose(key, -2, -1)), -1)
    mixed = torch.transpose(torch.matmul(weights, value), 1, 2)
    out = torch.linear(torch.reshape(mixed, [x.size(0), x.size(1), width]), out_weight, out_bias)
    return out, torch.mean(weights, 1)
)";

jit::Graph& graphNamed(const char* function) {
  static const auto unit = jit::compile(source);
  return *jit::toGraphFunction(unit->get_function(function)).graph();
}

/// Whether an argument is left out, no or 0.
bool isOff(const jit::Value& argument) {
  const auto constant = jit::toIValue(&argument);
  if (!constant) return argument.type()->kind() == c10::TypeKind::NoneType;
  return constant->isNone() || (constant->isBool() && !constant->toBool()) ||
         (constant->isDouble() && constant->toDouble() == 0);
}

/// Query, key and value alone, at the usual scale. The schema grows with PyTorch's versions.
bool isPlainDotProduct(const jit::Node& node) {
  return node.kind() == c10::aten::scaled_dot_product_attention &&
         std::ranges::all_of(node.inputs().slice(3),
                             [](const auto* argument) { return isOff(*argument); });
}

/// Arguments: query, key, value, width, heads, the weights of the two projections, a mask.
bool isSelfAttention(const jit::Node& node) {
  static const auto kind = c10::Symbol::fromQualString("aten::_native_multi_head_attention");
  constexpr std::size_t mask = 9;
  return node.kind() == kind && node.inputs().size() > mask && isOff(*node.input(mask)) &&
         node.input(0) == node.input(1) && node.input(0) == node.input(2);
}

void replace(jit::Node& node, const char* function, const std::vector<jit::Value*>& inputs) {
  const jit::WithInsertPoint here(&node);
  auto& graph = *node.owningGraph();
  auto results = jit::insertGraph(graph, graphNamed(function), inputs);
  if (node.outputs().size() > 1)  // a function's results come as a tuple
    results = graph.insertNode(graph.createTupleUnpack(results.front()))->outputs().vec();
  for (std::size_t i = 0; i < node.outputs().size(); ++i)
    node.output(i)->replaceAllUsesWith(results.at(i));
  node.destroy();
}

std::vector<jit::Node*> nodesWhere(jit::Block& block,
                                   const std::function<bool(const jit::Node&)>& wanted) {
  std::vector<jit::Node*> found;
  for (auto* node : block.nodes()) {
    if (wanted(*node)) found.push_back(node);
    for (auto* inner : node->blocks()) {
      const auto more = nodesWhere(*inner, wanted);
      found.insert(found.end(), more.begin(), more.end());
    }
  }
  return found;
}

}  // namespace

void writeOutNativeAttention(jit::Module& module) {
  for (const auto& part : module.modules())
    for (const auto& method : part.get_methods()) {
      const auto graph = method.graph();
      const auto native = nodesWhere(*graph->block(), isSelfAttention);
      for (auto* node : native)
        replace(*node, "multi_head",
                {node->input(0), node->input(3), node->input(4), node->input(5), node->input(6),
                 node->input(7), node->input(8)});
      if (native.empty()) continue;
      // Few ask for the mean of the heads: it is not computed for the others.
      jit::LowerSimpleTuples(graph);
      jit::EliminateDeadCode(graph);
    }
}

std::vector<jit::Value*> attentionOf(jit::Graph& graph) {
  std::vector<jit::Node*> fused;
  for (auto* node : graph.nodes())
    if (isPlainDotProduct(*node)) fused.push_back(node);
  for (auto* node : fused)
    replace(*node, "dot_product", {node->input(0), node->input(1), node->input(2)});
  std::vector<jit::Value*> found;
  for (auto* node : graph.nodes())
    if (node->kind() == c10::aten::softmax) found.push_back(node->output());
  return found;
}

const jit::Value* normBefore(const jit::Graph& graph, const jit::Value& value) {
  const jit::Value* norm = nullptr;
  for (const auto* node : graph.nodes()) {
    if (node == value.node()) return norm;
    if (node->kind() == c10::aten::layer_norm) norm = node->output();
  }
  return nullptr;
}

}  // namespace rho::model
