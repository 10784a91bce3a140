// SPDX-License-Identifier: Apache-2.0
// Between real numbers and the small whole numbers of quantised networks.
#include <ATen/ATen.h>

#include "onnx/operator.h"
#include "onnx/tensor_record.h"

namespace rho::onnx {

namespace {

/// A scale or zero point per tensor, per place of an axis, or per block of an axis.
at::Tensor spread(const Call& call, const at::Tensor& values, const at::Tensor& x) {
  if (values.numel() == 1) return values.reshape({});
  const auto axis = axisOf(call.integer("axis", 1), x.dim());
  if (values.dim() == x.dim()) {
    const auto block = call.integer("block_size", 0);
    TORCH_CHECK(block > 0, "a scale per block needs a block_size");
    return values.repeat_interleave(block, axis).narrow(axis, 0, x.size(axis));
  }
  Integers shape(static_cast<std::size_t>(x.dim()), 1);
  shape[static_cast<std::size_t>(axis)] = -1;
  return values.view(shape);
}

struct Limits {
  double least, most;
};

Limits limitsOf(at::ScalarType type) {
  switch (type) {
    case at::kByte:
      return {0, 255};
    case at::kChar:
      return {-128, 127};
    case at::kUInt16:
      return {0, 65535};
    case at::kShort:
      return {-32768, 32767};
    default:
      TORCH_CHECK(false, "is supported for whole numbers of 8 and 16 bits");
  }
}

Tensors quantise(const Call& call) {
  auto type = call.has(2) ? call[2].scalar_type() : at::kByte;
  if (!call.has(2) && call.integer("output_dtype", 0))
    type = scalarType(call.integer("output_dtype", 0)).value_or(at::kFloat);
  const auto limits = limitsOf(type);
  auto y = at::round(call[0] / spread(call, call[1], call[0]));
  if (call.has(2)) y = y + spread(call, call[2].to(y.scalar_type()), call[0]);
  return {at::clamp(y, limits.least, limits.most).to(at::kInt).to(type)};
}

Tensors dequantise(const Call& call) {
  const auto& x = call[0];
  auto scale = spread(call, call[1], x);
  auto y = x.to(scale.scalar_type());
  if (call.has(2)) y = y - spread(call, call[2].to(scale.scalar_type()), x);
  return {y * scale};
}

/// Scale and zero point that make the most of 8 bits, with zero exact.
Tensors quantiseDynamically(const Call& call) {
  const auto& x = call[0];
  const auto least = at::clamp(x.min(), std::nullopt, 0), most = at::clamp(x.max(), 0);
  const auto scale = (most - least) / 255;
  const auto zero = at::clamp(at::round(-least / scale), 0, 255);
  const auto y = at::clamp(at::round(x / scale) + zero, 0, 255);
  return {y.to(at::kByte), scale, zero.to(at::kByte)};
}

/// Values less their zero point, and the scale, of three inputs in a row; both may be per place of
/// an axis.
struct Quantised {
  at::Tensor values, scale;
};

Quantised quantisedInput(const Call& call, std::size_t input, std::int64_t axis) {
  const auto& x = call[input];
  const auto along = [&](const at::Tensor& values) {
    if (values.numel() == 1 || values.dim() != 1) return values.to(at::kDouble);
    Integers shape(static_cast<std::size_t>(x.dim()), 1);
    shape[static_cast<std::size_t>(axisOf(axis, x.dim()))] = -1;
    return values.to(at::kDouble).view(shape);
  };
  return {x.to(at::kDouble) - along(call[input + 2]), along(call[input + 1])};
}

Tensors quantisedProduct(const Call& call) {
  const auto a = quantisedInput(call, 0, -2), b = quantisedInput(call, 3, -1);
  const auto type = call[7].scalar_type();
  const auto limits = limitsOf(type);
  const auto real = at::matmul(a.values, b.values) * (a.scale * b.scale);
  const auto y = at::round(real / call[6].to(at::kDouble)) + call[7].to(at::kDouble);
  return {at::clamp(y, limits.least, limits.most).to(at::kInt).to(type)};
}

constexpr Operator operators[] = {
    {"QuantizeLinear", quantise},
    {"DynamicQuantizeLinear", quantiseDynamically},
    {"QLinearMatMul", quantisedProduct},
    {"DequantizeLinear", dequantise},
};

}  // namespace

std::span<const Operator> quantisationOperators() { return operators; }

}  // namespace rho::onnx
