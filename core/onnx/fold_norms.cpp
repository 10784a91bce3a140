// SPDX-License-Identifier: Apache-2.0
#include "onnx/fold_norms.h"

#include <ATen/ATen.h>

namespace rho::onnx {

namespace {

/// Below this, dividing the folded weights again would not give the convolution's own back.
constexpr double smallestScale = 1e-8;

template <typename T>
T attributeOf(const Step& step, const char* name, T otherwise) {
  const auto found = step.attributes.find(name);
  const auto* value = found == step.attributes.end() ? nullptr : std::get_if<T>(&found->second);
  return value ? *value : otherwise;
}

/// y = scale·x + shift per channel, in double.
struct Affine {
  at::Tensor scale, shift;
};

/// What a normalisation does with constant statistics of that many channels, or nothing.
std::optional<Affine> affineOf(const Program& program, const Step& step, std::int64_t channels) {
  if (step.type != "BatchNormalization" || step.inputs.size() != 5 ||
      attributeOf(step, "training_mode", std::int64_t{0}) != 0)
    return std::nullopt;
  std::vector<at::Tensor> constants;  // gamma, beta, mean, variance
  for (std::size_t i = 1; i < 5; ++i) {
    const auto constant = program.constantOf(step.inputs[i]);
    if (!constant.defined() || constant.numel() != channels || constant.scalar_type() != at::kFloat)
      return std::nullopt;
    constants.push_back(constant.to(at::kDouble));
  }
  const auto epsilon = static_cast<double>(attributeOf(step, "epsilon", 1e-5f));
  const auto scale = constants[0] / (constants[3] + epsilon).sqrt();
  if (!(scale.abs().min().item<double>() > smallestScale)) return std::nullopt;
  return Affine{scale, constants[1] - constants[2] * scale};
}

/// Replaces weights and bias; the bias there was must be constant.
void fold(Program& program, Step& convolution, const Step& norm, const Affine& affine) {
  const auto weight = program.constantOf(convolution.inputs[1]);
  convolution.inputs.resize(3, noValue);
  const auto bias = program.constantOf(convolution.inputs[2]);
  Integers perFilter(static_cast<std::size_t>(weight.dim()), 1);
  perFilter[0] = -1;
  const auto scale = affine.scale.to(at::kFloat);
  const auto shift =
      bias.defined() ? affine.shift + bias.to(at::kDouble) * affine.scale : affine.shift;
  convolution.norm =
      FoldedNorm{norm.name, scale, affine.shift.to(at::kFloat), bias, convolution.outputs[0]};
  const auto name = program.values()[static_cast<std::size_t>(convolution.inputs[1])].name;
  convolution.inputs[1] = program.addConstant(name, weight * scale.view(perFilter));
  convolution.inputs[2] = program.addConstant(name + " (folded bias)", shift.to(at::kFloat));
  convolution.outputs[0] = norm.outputs[0];
}

bool isFoldable(const Program& program, const Step& step) {
  if (step.type != "Conv" || step.norm || step.inputs.size() < 2) return false;
  const auto weight = program.constantOf(step.inputs[1]);
  const bool hasBias = step.inputs.size() > 2 && step.inputs[2] != noValue;
  return weight.defined() && weight.dim() >= 3 && weight.scalar_type() == at::kFloat &&
         (!hasBias || program.constantOf(step.inputs[2]).defined());
}

}  // namespace

void foldNorms(Program& program) {
  const at::NoGradGuard noGrad;
  const auto uses = program.useCounts();
  std::vector<Step*> makers(program.values().size(), nullptr);
  for (auto& step : program.steps())
    for (const auto output : step.outputs)
      if (output != noValue) makers[static_cast<std::size_t>(output)] = &step;
  for (auto& step : program.steps()) {
    if (step.type != "BatchNormalization" || step.inputs.empty() || step.inputs[0] == noValue)
      continue;
    const auto inner = static_cast<std::size_t>(step.inputs[0]);
    auto* convolution = makers[inner];
    if (!convolution || uses[inner] != 1 || !isFoldable(program, *convolution)) continue;
    const auto old = static_cast<std::size_t>(convolution->inputs[1]);
    const auto affine = affineOf(program, step, program.values()[old].constant.size(0));
    if (!affine) continue;
    fold(program, *convolution, step, *affine);
    step.outputs.assign(step.outputs.size(), noValue);  // leads nowhere now
    if (uses[old] == 1) program.forget(static_cast<ValueId>(old));
  }
}

}  // namespace rho::onnx
