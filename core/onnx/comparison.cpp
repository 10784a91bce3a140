// SPDX-License-Identifier: Apache-2.0
// What gives or takes truth values, and arithmetic on bits.
#include <ATen/ATen.h>

#include "onnx/operator.h"

namespace rho::onnx {

namespace {

template <at::Tensor (*function)(const at::Tensor&)>
Tensors unary(const Call& call) {
  return {function(call[0])};
}

template <at::Tensor (*function)(const at::Tensor&, const at::Tensor&)>
Tensors binary(const Call& call) {
  return {function(call[0], call[1])};
}

Tensors isInfinite(const Call& call) {
  const auto& x = call[0];
  auto result = at::zeros_like(x, at::kBool);
  if (call.integer("detect_positive", 1)) result = result.logical_or(at::isposinf(x));
  if (call.integer("detect_negative", 1)) result = result.logical_or(at::isneginf(x));
  return {result};
}

Tensors where(const Call& call) { return {at::where(call[0], call[1], call[2])}; }

Tensors bitShift(const Call& call) {
  return {call.text("direction", "LEFT") == "LEFT" ? at::bitwise_left_shift(call[0], call[1])
                                                   : at::bitwise_right_shift(call[0], call[1])};
}

constexpr Operator operators[] = {
    {"Equal", binary<at::eq>},
    {"Greater", binary<at::gt>},
    {"GreaterOrEqual", binary<at::ge>},
    {"Less", binary<at::lt>},
    {"LessOrEqual", binary<at::le>},
    {"And", binary<at::logical_and>},
    {"Or", binary<at::logical_or>},
    {"Xor", binary<at::logical_xor>},
    {"Not", unary<at::logical_not>},
    {"IsNaN", unary<at::isnan>},
    {"IsInf", isInfinite},
    {"Where", where},
    {"BitShift", bitShift},
    {"BitwiseAnd", binary<at::bitwise_and>},
    {"BitwiseOr", binary<at::bitwise_or>},
    {"BitwiseXor", binary<at::bitwise_xor>},
    {"BitwiseNot", unary<at::bitwise_not>},
};

}  // namespace

std::span<const Operator> comparisonOperators() { return operators; }

}  // namespace rho::onnx
