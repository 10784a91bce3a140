// SPDX-License-Identifier: Apache-2.0
#include "onnx/program_builder.h"

#include <ATen/ATen.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.h"
#include "onnx/execution.h"
#include "onnx/node_order.h"

namespace rho::onnx {

namespace {

bool isBranch(const NodeRecord& node) { return node.type == "If" && node.domain.empty(); }

std::string operatorText(const NodeRecord& node) {
  const auto& name = node.name.empty() && !node.outputs.empty() ? node.outputs.front() : node.name;
  return fmt::format("{}{}{} (opset {}, node \"{}\")", node.domain, node.domain.empty() ? "" : ".",
                     node.type, node.opset, name);
}

/// What a function of constants may take: not much more than the constants did, since it stays.
constexpr std::int64_t alwaysFolded = 1 << 20;

}  // namespace

ProgramBuilder::ProgramBuilder(Program& program, ModelRecord& model)
    : m_program(program), m_model(model) {}

void ProgramBuilder::build() {
  auto& graph = m_model.graph;
  requireKnownOperators(graph.nodes);
  Scope scope;
  for (const auto& input : graph.inputs) {
    if (graph.initialisers.contains(input.name)) continue;  // older files list weights as inputs
    if (scope.contains(input.name))
      throw BrokenFile(m_model.source, "the input \"" + input.name + "\" is there twice",
                       "export the network again");
    m_program.m_inputs.push_back(scope[input.name] = addValue(input.name));
  }
  addConstants(graph, scope);
  graph.initialisers.clear();
  addNodes(graph, scope);
  for (const auto& output : graph.outputs) {
    const auto found = scope.find(output.name);
    if (found == scope.end())
      throw BrokenFile(m_model.source, "nothing computes its output \"" + output.name + "\"",
                       "export the network again");
    m_program.m_outputs.push_back(found->second);
  }
}

/// All of them at once, so that nobody learns of the next one only after the first is gone.
void ProgramBuilder::requireKnownOperators(const std::vector<NodeRecord>& nodes) const {
  std::map<std::string, std::string> unknown;
  for (const auto& node : nodes)
    if (!isBranch(node) && !findOperator(node.domain, node.type))
      unknown.try_emplace(node.domain + "." + node.type, operatorText(node));
  if (unknown.empty()) return;
  std::vector<std::string> texts;
  for (const auto& [key, text] : unknown) texts.push_back(text);
  throw InvalidInput(
      m_model.source,
      fmt::format("uses operators that Rhoscope does not know: {}", fmt::join(texts, ", ")),
      "export the network without them");
}

ValueId ProgramBuilder::addValue(const std::string& name, const at::Tensor& constant) {
  m_program.m_values.push_back({name, constant, {}});
  return static_cast<ValueId>(m_program.m_values.size()) - 1;
}

/// Those that are needed.
void ProgramBuilder::addConstants(const GraphRecord& graph, Scope& scope) {
  for (const auto& node : graph.nodes)
    for (const auto& name : needsOf(node)) ++m_uses[name];
  for (const auto& output : graph.outputs) ++m_uses[output.name];
  for (const auto& [name, tensor] : graph.initialisers) {
    if (!m_uses.contains(name)) continue;
    if (!tensor.defined())
      throw InvalidInput(m_model.source, "the stored tensor \"" + name + "\" holds text",
                         "export the network without it");
    scope[name] = addValue(name, tensor);
  }
}

void ProgramBuilder::addNodes(const GraphRecord& graph, Scope& scope) {
  std::set<std::string> known;
  for (const auto& [name, id] : scope) known.insert(name);
  for (const auto* node : inOrder(graph.nodes, known, m_model.source)) {
    addNode(*node, scope);
    forgetUsed(*node, scope);
  }
}

/// Constants that went into others are given back at once: weights are often turned around, and
/// would be there twice.
void ProgramBuilder::forgetUsed(const NodeRecord& node, const Scope& scope) {
  for (const auto& name : needsOf(node)) {
    if (--m_uses[name] > 0) continue;
    const auto value = scope.find(name);
    if (value != scope.end() && !m_taken.contains(value->second)) m_program.forget(value->second);
  }
}

std::string ProgramBuilder::uniqueName(const NodeRecord& node) {
  auto name = node.name;
  if (name.empty())
    for (const auto& output : node.outputs)
      if (name.empty()) name = output;
  if (name.empty()) name = node.type;
  const int count = ++m_names[name];
  return count == 1 ? name : name + "#" + std::to_string(count);
}

void ProgramBuilder::addNode(const NodeRecord& node, Scope& scope) {
  if (isBranch(node)) return addBranch(node, scope);
  Step step{uniqueName(node),
            node.type,
            findOperator(node.domain, node.type),
            node.attributes,
            node.opset,
            {},
            {},
            {},
            {}};
  for (const auto& name : node.inputs)
    step.inputs.push_back(name.empty() ? noValue : scope.at(name));
  for (const auto& name : node.outputs) {
    step.outputs.push_back(name.empty() ? noValue : addValue(name));
    if (!name.empty()) scope[name] = step.outputs.back();
  }
  if (fold(step)) return;
  m_taken.insert(step.inputs.begin(), step.inputs.end());
  m_program.m_steps.push_back(std::move(step));
}

/// Whether the step's results are constants now.
bool ProgramBuilder::fold(const Step& step) {
  auto& values = m_program.m_values;
  Tensors inputs;
  std::int64_t bytes = alwaysFolded;
  for (const auto input : step.inputs) {
    if (input != noValue && !values[static_cast<std::size_t>(input)].isConstant()) return false;
    inputs.push_back(input == noValue ? at::Tensor()
                                      : values[static_cast<std::size_t>(input)].constant);
    if (inputs.back().defined()) bytes += static_cast<std::int64_t>(inputs.back().nbytes());
  }
  const at::NoGradGuard noGrad;
  Tensors results;
  try {
    results = runStep(step, inputs);
  } catch (const c10::Error& error) {
    throw InvalidInput(m_model.source, error.what_without_backtrace(), "export the network again");
  }
  for (const auto& result : results)
    if (result.nbytes() > static_cast<std::size_t>(bytes)) return false;
  for (std::size_t i = 0; i < step.outputs.size(); ++i)
    if (step.outputs[i] != noValue && i < results.size())
      values[static_cast<std::size_t>(step.outputs[i])].constant = results[i].contiguous();
  return true;
}

void ProgramBuilder::addBranch(const NodeRecord& node, Scope& scope) {
  const auto condition =
      node.inputs.empty() || node.inputs[0].empty()
          ? at::Tensor()
          : m_program.m_values[static_cast<std::size_t>(scope.at(node.inputs[0]))].constant;
  if (!condition.defined() || condition.numel() != 1)
    throw InvalidInput(m_model.source, "the branch " + operatorText(node) + " depends on the image",
                       "export the network without branches, for example by tracing");
  const auto found = node.attributes.find(condition.item<bool>() ? "then_branch" : "else_branch");
  const auto* graph = found == node.attributes.end()
                          ? nullptr
                          : std::get_if<std::shared_ptr<const GraphRecord>>(&found->second);
  if (!graph || (*graph)->outputs.size() < node.outputs.size())
    throw BrokenFile(m_model.source, operatorText(node) + " lacks a branch",
                     "export the network again");
  requireKnownOperators((*graph)->nodes);
  auto inner = scope;
  addConstants(**graph, inner);
  addNodes(**graph, inner);
  for (std::size_t i = 0; i < node.outputs.size(); ++i) {
    const auto value = inner.find((*graph)->outputs[i].name);
    if (value == inner.end())
      throw BrokenFile(m_model.source, operatorText(node) + ": a branch computes no output",
                       "export the network again");
    scope[node.outputs[i]] = value->second;
  }
}

}  // namespace rho::onnx
