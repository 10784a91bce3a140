// SPDX-License-Identifier: Apache-2.0
#include "onnx/execution.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <new>

#include "base/error.h"

namespace rho::onnx {

namespace {

/// LibTorch's messages go on over many lines; the first says what is wrong.
std::string firstLine(const std::string& message) { return message.substr(0, message.find('\n')); }

[[noreturn]] void fail(const Step& step, const std::string& message) {
  throw c10::Error({__func__, __FILE__, __LINE__}, step.text() + ": " + firstLine(message));
}

}  // namespace

Tensors runStep(const Step& step, const Tensors& inputs) try {
  return step.function->run(Call(step.attributes, step.opset, inputs, step.outputs.size()));
} catch (const Error&) {
  throw;
} catch (const std::bad_alloc&) {
  throw;
} catch (const c10::Error& error) {
  fail(step, error.what_without_backtrace());
} catch (const std::exception& error) {
  fail(step, error.what());
}

Execution::Execution(const Program& program, const Tensors& inputs, ValueId kept)
    : m_program(program), m_values(program.values().size()), m_kept(kept) {
  TORCH_CHECK(inputs.size() == program.inputs().size(), "the network takes ",
              program.inputs().size(), " inputs, not ", inputs.size());
  for (std::size_t i = 0; i < inputs.size(); ++i)
    m_values[static_cast<std::size_t>(program.inputs()[i])] = inputs[i];
}

/// Constants are there on the device and, where small, in main memory: sizes stay in main memory,
/// and everything meets where the values of this run are.
Tensors Execution::inputsOf(const Step& step) const {
  const auto& values = m_program.values();
  const auto isList = [&](std::size_t i) { return i < 32 && (step.function->lists >> i & 1); };
  std::optional<at::Device> device;
  for (std::size_t i = 0; i < step.inputs.size(); ++i) {
    if (step.inputs[i] == noValue || isList(i)) continue;
    const auto& value = m_values[static_cast<std::size_t>(step.inputs[i])];
    if (value.defined() && (!device || !value.is_cpu())) device = value.device();
  }
  Tensors inputs;
  for (std::size_t i = 0; i < step.inputs.size(); ++i) {
    if (step.inputs[i] == noValue) {
      inputs.emplace_back();
      continue;
    }
    const auto index = static_cast<std::size_t>(step.inputs[i]);
    const auto& value = values[index];
    auto input = m_values[index].defined() ? m_values[index] : value.constant;
    if (!m_values[index].defined() && value.hostConstant.defined() &&
        (isList(i) || (device && device->is_cpu())))
      input = value.hostConstant;
    if (device && !isList(i) && input.device() != *device) input = input.to(*device);
    inputs.push_back(std::move(input));
  }
  return inputs;
}

bool Execution::isOutput(ValueId value) const {
  const auto& outputs = m_program.outputs();
  return std::find(outputs.begin(), outputs.end(), value) != outputs.end();
}

void Execution::run(const Step& step) {
  const auto results = runStep(step, inputsOf(step));
  for (std::size_t i = 0; i < step.outputs.size(); ++i) {
    if (step.outputs[i] == noValue) continue;
    TORCH_CHECK(i < results.size(), step.text(), " has no output ", i + 1);
    m_values[static_cast<std::size_t>(step.outputs[i])] = results[i];
    if (m_watcher) m_watcher(step.outputs[i], results[i]);
  }
  for (const auto value : step.last)
    if (value != m_kept && !isOutput(value)) m_values[static_cast<std::size_t>(value)].reset();
}

/// Undoes the folding: the convolution by itself, whose value was asked for.
void Execution::runFolded(const Step& step) {
  auto inputs = inputsOf(step);
  Integers perFilter(static_cast<std::size_t>(inputs.at(1).dim()), 1);
  perFilter[0] = -1;
  inputs.at(1) = inputs.at(1) / step.norm->scale.view(perFilter);
  inputs.resize(3);
  inputs[2] = step.norm->ownBias;
  m_values[static_cast<std::size_t>(m_kept)] = runStep(step, inputs).at(0);
  m_halfDone = true;
}

const at::Tensor& Execution::kept() {
  auto& value = m_values[static_cast<std::size_t>(m_kept)];
  while (!value.defined()) {
    TORCH_CHECK(m_next < m_program.steps().size(), "a value is never computed");
    const auto& step = m_program.steps()[m_next];
    if (step.norm && step.norm->inner == m_kept) {
      runFolded(step);
      break;
    }
    run(step);
    ++m_next;
  }
  return value;
}

void Execution::replaceKept(const at::Tensor& value) {
  m_values[static_cast<std::size_t>(m_kept)] = value;
}

Tensors Execution::outputs() {
  const auto& steps = m_program.steps();
  if (m_halfDone) {
    const auto& step = steps[m_next++];
    const auto& inner = m_values[static_cast<std::size_t>(m_kept)];
    Integers perChannel(static_cast<std::size_t>(inner.dim()), 1);
    perChannel[1] = -1;
    m_values[static_cast<std::size_t>(step.outputs.at(0))] =
        inner * step.norm->scale.view(perChannel) + step.norm->shift.view(perChannel);
    m_halfDone = false;
  }
  for (; m_next < steps.size(); ++m_next) run(steps[m_next]);
  Tensors results;
  for (const auto output : m_program.outputs()) {
    const auto& value = m_values[static_cast<std::size_t>(output)];
    results.push_back(
        value.defined() ? value : m_program.values()[static_cast<std::size_t>(output)].constant);
  }
  return results;
}

}  // namespace rho::onnx
