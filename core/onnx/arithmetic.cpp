// SPDX-License-Identifier: Apache-2.0
// Functions of single values and of pairs of them; shapes broadcast.
#include <ATen/ATen.h>

#include "onnx/operator.h"

namespace rho::onnx {

namespace {

template <at::Tensor (*function)(const at::Tensor&)>
Tensors unary(const Call& call) {
  return {function(call[0])};
}

Tensors add(const Call& call) { return {call[0] + call[1]}; }
Tensors subtract(const Call& call) { return {call[0] - call[1]}; }
Tensors multiply(const Call& call) { return {call[0] * call[1]}; }

/// Whole numbers are divided as in C: towards zero.
Tensors divide(const Call& call) {
  return {call[0].is_floating_point() ? call[0] / call[1] : at::div(call[0], call[1], "trunc")};
}

Tensors power(const Call& call) {
  const auto& base = call[0];
  if (base.is_floating_point()) return {at::pow(base, call[1].to(base.scalar_type()))};
  return {at::pow(base.to(at::kDouble), call[1].to(at::kDouble)).to(base.scalar_type())};
}

Tensors modulo(const Call& call) {
  return {call.integer("fmod", 0) ? at::fmod(call[0], call[1]) : at::remainder(call[0], call[1])};
}

Tensors reciprocal(const Call& call) { return {call[0].reciprocal()}; }
Tensors identity(const Call& call) { return {call[0]}; }

template <typename Function>
Tensors folded(const Call& call, Function function) {
  auto result = call[0];
  for (std::size_t i = 1; i < call.inputs(); ++i) result = function(result, call[i]);
  return {result};
}

Tensors sum(const Call& call) {
  return folded(call, [](const at::Tensor& a, const at::Tensor& b) { return a + b; });
}

Tensors mean(const Call& call) { return {sum(call)[0] / static_cast<double>(call.inputs())}; }

Tensors maximum(const Call& call) {
  return folded(call, [](const at::Tensor& a, const at::Tensor& b) { return at::maximum(a, b); });
}

Tensors minimum(const Call& call) {
  return folded(call, [](const at::Tensor& a, const at::Tensor& b) { return at::minimum(a, b); });
}

/// The bounds are inputs since opset 11. Where they cross, the upper one counts.
Tensors clip(const Call& call) {
  const auto& x = call[0];
  if (call.opset() < 11)
    return {at::clamp(x, call.number("min", std::numeric_limits<float>::lowest()),
                      call.number("max", std::numeric_limits<float>::max()))};
  if (!call.has(1) && !call.has(2)) return {x};
  if (!x.is_floating_point()) {
    auto result = x;
    if (call.has(1)) result = at::maximum(result, call[1].to(x.scalar_type()));
    if (call.has(2)) result = at::minimum(result, call[2].to(x.scalar_type()));
    return {result};
  }
  const auto bound = [&](std::size_t input) {
    return call.has(input) ? std::optional<at::Scalar>(call[input].item()) : std::nullopt;
  };
  return {at::clamp(x, bound(1), bound(2))};
}

/// From the start of an axis or from its end; exclusive: without the value itself.
template <typename Function>
Tensors cumulative(const Call& call, double neutral, Function function) {
  const auto axis = axisOf(call.list(1).at(0), call[0].dim());
  const bool isReverse = call.integer("reverse", 0) != 0;
  auto x = isReverse ? call[0].flip({axis}) : call[0];
  if (call.integer("exclusive", 0) && x.size(axis) > 0)
    x = at::cat({at::full_like(x.narrow(axis, 0, 1), neutral), x.narrow(axis, 0, x.size(axis) - 1)},
                axis);
  const auto result = function(x, axis);
  return {isReverse ? result.flip({axis}) : result};
}

Tensors cumulativeSum(const Call& call) {
  return cumulative(call, 0, [](const at::Tensor& x, std::int64_t axis) {
    return x.cumsum(axis, x.scalar_type());
  });
}

Tensors cumulativeProduct(const Call& call) {
  return cumulative(call, 1, [](const at::Tensor& x, std::int64_t axis) {
    return x.cumprod(axis, x.scalar_type());
  });
}

constexpr Operator operators[] = {
    {"Add", add},
    {"Sub", subtract},
    {"Mul", multiply},
    {"Div", divide},
    {"Pow", power},
    {"Mod", modulo},
    {"Sum", sum},
    {"Mean", mean},
    {"Max", maximum},
    {"Min", minimum},
    {"Clip", clip, 0b110},
    {"CumSum", cumulativeSum, 0b10},
    {"CumProd", cumulativeProduct, 0b10},
    {"Identity", identity},
    {"Reciprocal", reciprocal},
    {"Abs", unary<at::abs>},
    {"Neg", unary<at::neg>},
    {"Sign", unary<at::sign>},
    {"Floor", unary<at::floor>},
    {"Ceil", unary<at::ceil>},
    {"Round", unary<at::round>},
    {"Sqrt", unary<at::sqrt>},
    {"Exp", unary<at::exp>},
    {"Log", unary<at::log>},
    {"Erf", unary<at::erf>},
    {"Sin", unary<at::sin>},
    {"Cos", unary<at::cos>},
    {"Tan", unary<at::tan>},
    {"Asin", unary<at::asin>},
    {"Acos", unary<at::acos>},
    {"Atan", unary<at::atan>},
    {"Sinh", unary<at::sinh>},
    {"Cosh", unary<at::cosh>},
    {"Asinh", unary<at::asinh>},
    {"Acosh", unary<at::acosh>},
    {"Atanh", unary<at::atanh>},
};

}  // namespace

std::span<const Operator> arithmeticOperators() { return operators; }

}  // namespace rho::onnx
