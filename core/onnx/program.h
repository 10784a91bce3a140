// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "onnx/model_record.h"
#include "onnx/operator.h"

namespace rho::onnx {

/// The index of a value in Program::values().
using ValueId = int;
constexpr ValueId noValue = -1;

/// What flows between the steps.
struct Value {
  std::string name;
  at::Tensor constant;  ///< on the program's device; undefined where it is computed in every run
  /// The constant in main memory, where it takes part in the arithmetic of shapes.
  at::Tensor hostConstant;

  bool isConstant() const { return constant.defined(); }
};

/// A batch normalisation that was folded into the convolution before it: y = scale·x + shift per
/// channel, where x is what the convolution gave by itself.
struct FoldedNorm {
  std::string name;  ///< of its own node
  at::Tensor scale, shift;
  at::Tensor ownBias;  ///< of the convolution before; may be undefined
  ValueId inner = noValue;
};

/// One operation.
struct Step {
  std::string name;  ///< unique, for people
  std::string type;
  const Operator* function = nullptr;
  Attributes attributes;
  std::int64_t opset = 0;
  std::vector<ValueId> inputs, outputs;  ///< noValue where left out
  std::vector<ValueId> last;             ///< values that no later step needs
  std::optional<FoldedNorm> norm;

  /// "node "conv1" (Conv, opset 17)", for messages.
  std::string text() const;
};

/// A model as operations on ATen in the order of their computation: everything that follows from
/// constants is computed once, batch normalisation is folded into convolutions. Differentiable with
/// respect to its input and any value in it. Running it (Execution) changes nothing in it: any
/// number of threads may.
class Program {
 public:
  /// Throws BrokenFile (a value that nothing computes, or that depends on itself), InvalidInput
  /// naming the operators that are not supported, with node and opset, before anything has run.
  explicit Program(ModelRecord model);

  const std::string& source() const { return m_source; }
  const std::vector<Value>& values() const { return m_values; }
  const std::vector<Step>& steps() const { return m_steps; }
  const std::vector<ValueId>& inputs() const { return m_inputs; }
  const std::vector<ValueId>& outputs() const { return m_outputs; }
  /// The step that computes a value, or null.
  const Step* stepOf(ValueId value) const;
  /// The value as a constant; undefined where it is computed, or left out.
  at::Tensor constantOf(ValueId value) const;
  /// How many steps take each value, an output counting as one.
  std::vector<int> useCounts() const;

  /// Takes the value as the only output: what is beyond it is dropped.
  void endAt(ValueId value);
  // For those who rewrite it:
  std::vector<Step>& steps() { return m_steps; }
  ValueId addConstant(const std::string& name, const at::Tensor& constant);
  /// Gives back the memory of a constant that no step uses any more.
  void forget(ValueId value) { m_values[static_cast<std::size_t>(value)].constant = at::Tensor(); }
  /// Drops steps that lead to no output and constants that no step uses, and notes where each value
  /// is needed for the last time. To be called after changes.
  void settle();

  /// Moves the constants. Not while it runs.
  void to(at::Device device);

 private:
  friend class ProgramBuilder;
  std::string m_source;
  std::vector<Value> m_values;
  std::vector<Step> m_steps;
  std::vector<ValueId> m_inputs, m_outputs;
};

}  // namespace rho::onnx
