// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>

#include "onnx/program.h"

namespace rho::onnx {

/// Turns the nodes of a model into the steps of a program, and computes at once what follows from
/// constants alone. A branch (If) whose condition is known then becomes the nodes that it takes.
class ProgramBuilder {
 public:
  /// Takes the stored tensors out of the model.
  ProgramBuilder(Program& program, ModelRecord& model);

  void build();

 private:
  using Scope = std::map<std::string, ValueId>;

  void requireKnownOperators(const std::vector<NodeRecord>& nodes) const;
  void addConstants(const GraphRecord& graph, Scope& scope);
  void addNodes(const GraphRecord& graph, Scope& scope);
  void addNode(const NodeRecord& node, Scope& scope);
  void addBranch(const NodeRecord& node, Scope& scope);
  ValueId addValue(const std::string& name, const at::Tensor& constant = {});
  std::string uniqueName(const NodeRecord& node);
  bool fold(const Step& step);
  void forgetUsed(const NodeRecord& node, const Scope& scope);

  Program& m_program;
  ModelRecord& m_model;
  std::map<std::string, int> m_names;
  std::map<std::string, int> m_uses;  ///< of each name, by what is still to be added
  std::set<ValueId> m_taken;          ///< by steps
};

}  // namespace rho::onnx
