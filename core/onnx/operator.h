// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onnx/model_record.h"

namespace rho::onnx {

using Tensors = std::vector<at::Tensor>;
using Integers = std::vector<std::int64_t>;

/// One use of an operator: what a node gives to it. Inputs that are left out are undefined tensors.
class Call {
 public:
  Call(const Attributes& attributes, std::int64_t opset, std::span<const at::Tensor> inputs,
       std::size_t outputs)
      : m_attributes(attributes), m_inputs(inputs), m_opset(opset), m_outputs(outputs) {}

  std::int64_t opset() const { return m_opset; }
  std::size_t outputs() const { return m_outputs; }  ///< how many the node names
  std::size_t inputs() const { return m_inputs.size(); }
  std::span<const at::Tensor> all() const { return m_inputs; }
  bool has(std::size_t input) const { return input < m_inputs.size() && m_inputs[input].defined(); }
  /// Throws c10::Error where the input is left out.
  const at::Tensor& operator[](std::size_t input) const;
  at::Tensor optional(std::size_t input) const {
    return has(input) ? m_inputs[input] : at::Tensor();
  }

  /// The values of an input that is a list, in main memory.
  Integers list(std::size_t input) const;
  std::vector<double> numbers(std::size_t input) const;

  bool hasAttribute(const char* name) const { return m_attributes.contains(name); }
  std::int64_t integer(const char* name, std::int64_t otherwise) const;
  double number(const char* name, double otherwise) const;
  std::string text(const char* name, const char* otherwise) const;
  Integers integers(const char* name, const Integers& otherwise = {}) const;
  /// Null where there is none.
  const Attribute* attribute(const char* name) const;

  /// A list that newer opsets take as an input and older ones as an attribute.
  Integers listOrAttribute(std::size_t input, const char* name) const;

 private:
  const Attributes& m_attributes;
  std::span<const at::Tensor> m_inputs;
  std::int64_t m_opset;
  std::size_t m_outputs;
};

/// An operator of ONNX as a function on tensors, differentiable wherever its ATen counterparts are.
/// It throws c10::Error for what it cannot do. The page of each operator is
/// https://onnx.ai/onnx/operators.
struct Operator {
  std::string_view name;
  Tensors (*run)(const Call&);
  /// Bit i: input i is read as a list of numbers and stays in main memory, whatever the device.
  unsigned lists = 0;
};

/// The families, one source each.
std::span<const Operator> activationOperators();
std::span<const Operator> arithmeticOperators();
std::span<const Operator> attentionOperators();
std::span<const Operator> comparisonOperators();
std::span<const Operator> constructionOperators();
std::span<const Operator> convolutionOperators();
std::span<const Operator> indexingOperators();
std::span<const Operator> normalisationOperators();
std::span<const Operator> paddingOperators();
std::span<const Operator> poolingOperators();
std::span<const Operator> productOperators();
std::span<const Operator> quantisationOperators();
std::span<const Operator> reductionOperators();
std::span<const Operator> resizeOperators();
std::span<const Operator> shapeOperators();

/// Null for an unknown one.
const Operator* findOperator(const std::string& domain, const std::string& name);

/// An axis that may count from the end. Throws c10::Error when there is none.
std::int64_t axisOf(std::int64_t axis, std::int64_t rank);
/// All of them in rising order.
Integers axesOf(Integers axes, std::int64_t rank);
Integers allAxes(std::int64_t rank, std::int64_t from = 0);

/// Refuses shapes that no network for images has, before memory is taken. Throws c10::Error.
void requirePlausible(at::IntArrayRef shape);

}  // namespace rho::onnx
