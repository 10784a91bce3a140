// SPDX-License-Identifier: Apache-2.0
// Functions of one value with a bend, and softmax with its kin.
#include <ATen/ATen.h>

#include "onnx/operator.h"

namespace rho::onnx {

namespace {

template <at::Tensor (*function)(const at::Tensor&)>
Tensors unary(const Call& call) {
  return {function(call[0])};
}

Tensors leakyRelu(const Call& call) {
  return {at::leaky_relu(call[0], call.number("alpha", 0.01))};
}

/// The slope broadcasts as a factor would; before opset 7 it is one number per channel.
Tensors prelu(const Call& call) {
  if (call.opset() < 7 && call[1].numel() > 1) return {at::prelu(call[0], call[1])};
  return {at::where(call[0] < 0, call[0] * call[1], call[0])};
}

Tensors elu(const Call& call) { return {at::elu(call[0], call.number("alpha", 1.0))}; }
Tensors celu(const Call& call) { return {at::celu(call[0], call.number("alpha", 1.0))}; }

Tensors selu(const Call& call) {
  return {at::elu(call[0], call.number("alpha", 1.67326319217681884765625),
                  call.number("gamma", 1.05070102214813232421875))};
}

Tensors hardSigmoid(const Call& call) {
  return {at::clamp(call[0] * call.number("alpha", 0.2) + call.number("beta", 0.5), 0, 1)};
}

Tensors softsign(const Call& call) { return {call[0] / (1 + call[0].abs())}; }
Tensors softplus(const Call& call) { return {at::softplus(call[0])}; }

Tensors gelu(const Call& call) { return {at::gelu(call[0], call.text("approximate", "none"))}; }

Tensors swish(const Call& call) {
  const auto alpha = call.number("alpha", 1.0);
  return {alpha == 1.0 ? at::silu(call[0]) : call[0] * at::sigmoid(call[0] * alpha)};
}

Tensors swiglu(const Call& call) { return {swish(call)[0] * call[1]}; }

Tensors thresholdedRelu(const Call& call) {
  return {at::where(call[0] > call.number("alpha", 1.0), call[0], at::zeros_like(call[0]))};
}

Tensors shrink(const Call& call) {
  const auto& x = call[0];
  const auto lambda = call.number("lambd", 0.5), bias = call.number("bias", 0.0);
  return {at::where(x < -lambda, x + bias, at::where(x > lambda, x - bias, at::zeros_like(x)))};
}

/// Before opset 13 all axes from the given one on are one.
template <typename Function>
Tensors alongAxis(const Call& call, Function function) {
  const auto& x = call[0];
  if (call.opset() >= 13) return {function(x, axisOf(call.integer("axis", -1), x.dim()))};
  const auto axis = axisOf(call.integer("axis", 1), x.dim());
  const auto rows = c10::multiply_integers(x.sizes().slice(0, static_cast<std::size_t>(axis)));
  return {function(x.reshape({rows, -1}), 1).view(x.sizes())};
}

Tensors softmax(const Call& call) {
  return alongAxis(call, [](const at::Tensor& x, std::int64_t axis) { return x.softmax(axis); });
}

Tensors logSoftmax(const Call& call) {
  return alongAxis(call,
                   [](const at::Tensor& x, std::int64_t axis) { return x.log_softmax(axis); });
}

Tensors hardmax(const Call& call) {
  return alongAxis(call, [](const at::Tensor& x, std::int64_t axis) {
    return at::zeros_like(x).scatter(axis, x.argmax(axis, true), 1);
  });
}

constexpr Operator operators[] = {
    {"Relu", unary<at::relu>},
    {"Sigmoid", unary<at::sigmoid>},
    {"Tanh", unary<at::tanh>},
    {"HardSwish", unary<at::hardswish>},
    {"Mish", unary<at::mish>},
    {"LeakyRelu", leakyRelu},
    {"PRelu", prelu},
    {"Elu", elu},
    {"Celu", celu},
    {"Selu", selu},
    {"HardSigmoid", hardSigmoid},
    {"Softsign", softsign},
    {"Softplus", softplus},
    {"Gelu", gelu},
    {"Swish", swish},
    {"SwiGLU", swiglu},
    {"ThresholdedRelu", thresholdedRelu},
    {"Shrink", shrink},
    {"Softmax", softmax},
    {"LogSoftmax", logSoftmax},
    {"Hardmax", hardmax},
};

}  // namespace

std::span<const Operator> activationOperators() { return operators; }

}  // namespace rho::onnx
