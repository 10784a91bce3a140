// SPDX-License-Identifier: Apache-2.0
#include "onnx/program.h"

#include <ATen/ATen.h>
#include <fmt/format.h>

#include <algorithm>

#include "onnx/fold_norms.h"
#include "onnx/functions.h"
#include "onnx/program_builder.h"

namespace rho::onnx {

std::string Step::text() const {
  return fmt::format("node \"{}\" ({}, opset {})", name, type, opset);
}

Program::Program(ModelRecord model) : m_source(model.source) {
  inlineFunctions(model);
  ProgramBuilder(*this, model).build();
  model = {};  // what the program does not need goes before more memory is taken
  settle();
  foldNorms(*this);
  settle();
}

const Step* Program::stepOf(ValueId value) const {
  for (const auto& step : m_steps)
    if (std::find(step.outputs.begin(), step.outputs.end(), value) != step.outputs.end())
      return &step;
  return nullptr;
}

void Program::endAt(ValueId value) {
  m_outputs = {value};
  settle();
}

at::Tensor Program::constantOf(ValueId value) const {
  return value == noValue ? at::Tensor() : m_values[static_cast<std::size_t>(value)].constant;
}

std::vector<int> Program::useCounts() const {
  std::vector<int> counts(m_values.size(), 0);
  for (const auto output : m_outputs) ++counts[static_cast<std::size_t>(output)];
  for (const auto& step : m_steps)
    for (const auto input : step.inputs)
      if (input != noValue) ++counts[static_cast<std::size_t>(input)];
  return counts;
}

ValueId Program::addConstant(const std::string& name, const at::Tensor& constant) {
  m_values.push_back({name, constant, {}});
  return static_cast<ValueId>(m_values.size()) - 1;
}

void Program::settle() {
  std::vector<bool> isNeeded(m_values.size(), false);
  for (const auto output : m_outputs) isNeeded[static_cast<std::size_t>(output)] = true;
  std::vector<Step> kept;
  for (auto step = m_steps.rbegin(); step != m_steps.rend(); ++step) {
    const bool leadsOn =
        std::any_of(step->outputs.begin(), step->outputs.end(), [&](ValueId output) {
          return output != noValue && isNeeded[static_cast<std::size_t>(output)];
        });
    if (!leadsOn) continue;
    step->last.clear();
    for (const auto input : step->inputs) {
      if (input == noValue || isNeeded[static_cast<std::size_t>(input)]) continue;
      isNeeded[static_cast<std::size_t>(input)] = true;
      step->last.push_back(input);
    }
    kept.push_back(std::move(*step));
  }
  m_steps.assign(std::make_move_iterator(kept.rbegin()), std::make_move_iterator(kept.rend()));
  for (std::size_t i = 0; i < m_values.size(); ++i)
    if (!isNeeded[i]) m_values[i].constant = m_values[i].hostConstant = at::Tensor();
}

void Program::to(at::Device device) {
  // Small ones stay in main memory too: most are sizes, axes and indices.
  constexpr std::int64_t small = 4096;
  for (auto& value : m_values) {
    if (!value.isConstant()) continue;
    if (value.constant.is_cpu() && value.constant.numel() <= small)
      value.hostConstant = value.constant;
    value.constant = value.constant.to(device);
    if (device.is_cpu()) value.hostConstant = at::Tensor();
  }
  for (auto& step : m_steps) {
    if (!step.norm) continue;
    step.norm->scale = step.norm->scale.to(device);
    step.norm->shift = step.norm->shift.to(device);
    if (step.norm->ownBias.defined()) step.norm->ownBias = step.norm->ownBias.to(device);
  }
}

}  // namespace rho::onnx
