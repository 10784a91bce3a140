// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "onnx/program.h"

namespace rho::onnx {

/// One run of a program, which may stop at a value, hand it out, take another in its place, and go
/// on. Throws c10::Error naming the node that fails.
class Execution {
 public:
  /// inputs: one per input of the program, on its device. kept: a value to be handed out.
  Execution(const Program& program, const Tensors& inputs, ValueId kept = noValue);

  /// Computes the kept value and nothing that follows from it.
  const at::Tensor& kept();
  /// What follows is computed from this value instead.
  void replaceKept(const at::Tensor& value);
  /// Computes the rest.
  Tensors outputs();

  /// Called with every value that is computed.
  void watch(std::function<void(ValueId, const at::Tensor&)> watcher) {
    m_watcher = std::move(watcher);
  }

 private:
  void run(const Step& step);
  void runFolded(const Step& step);
  Tensors inputsOf(const Step& step) const;
  bool isOutput(ValueId value) const;

  const Program& m_program;
  std::vector<at::Tensor> m_values;
  ValueId m_kept;
  std::function<void(ValueId, const at::Tensor&)> m_watcher;
  std::size_t m_next = 0;
  bool m_halfDone = false;  ///< the next step's convolution is computed, its folded norm is not
};

/// Runs one operation on tensors. Throws c10::Error naming the node.
Tensors runStep(const Step& step, const Tensors& inputs);

/// All outputs for these inputs.
inline Tensors run(const Program& program, const Tensors& inputs) {
  return Execution(program, inputs).outputs();
}

}  // namespace rho::onnx
