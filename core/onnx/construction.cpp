// SPDX-License-Identifier: Apache-2.0
// Tensors from nothing but a shape, numbers or other types.
#include <ATen/ATen.h>

#include "base/file_bounds.h"
#include "onnx/operator.h"
#include "onnx/tensor_record.h"

namespace rho::onnx {

namespace {

at::ScalarType typeNamed(std::int64_t elementType) {
  const auto type = scalarType(elementType);
  TORCH_CHECK(type, "the element type ", elementType, " is not supported");
  return *type;
}

Tensors constant(const Call& call) {
  const auto* value = call.attribute("value");
  if (value && std::holds_alternative<at::Tensor>(*value)) {
    const auto& tensor = std::get<at::Tensor>(*value);
    TORCH_CHECK(tensor.defined(), "holds text");
    return {tensor};
  }
  if (call.hasAttribute("value_float"))
    return {at::scalar_tensor(call.number("value_float", 0), at::kFloat)};
  if (call.hasAttribute("value_int"))
    return {at::scalar_tensor(call.integer("value_int", 0), at::kLong)};
  if (call.hasAttribute("value_ints"))
    return {at::tensor(call.integers("value_ints"), at::TensorOptions(at::kLong))};
  if (const auto* floats = call.attribute("value_floats"))
    return {at::tensor(std::get<std::vector<float>>(*floats))};
  TORCH_CHECK(false, "is of a kind that is not supported (text or sparse)");
}

Tensors constantOfShape(const Call& call) {
  const auto shape = call.list(0);
  requirePlausible(shape);
  const auto* value = call.attribute("value");
  const auto* tensor = value ? std::get_if<at::Tensor>(value) : nullptr;
  if (!tensor) return {at::zeros(shape, at::kFloat)};
  TORCH_CHECK(tensor->defined() && tensor->numel() == 1, "its value is no single number");
  return {tensor->reshape({}).expand(shape)};
}

/// The largest number of the 8-bit types, 0 for all others.
double largest(at::ScalarType type) {
  switch (type) {
    case at::kFloat8_e4m3fn:
      return 448;
    case at::kFloat8_e4m3fnuz:
      return 240;
    case at::kFloat8_e5m2:
    case at::kFloat8_e5m2fnuz:
      return 57344;
    default:
      return 0;
  }
}

/// What is too large for 8 bits becomes the largest number that they have.
at::Tensor converted(const Call& call, at::ScalarType type) {
  const auto limit = call.integer("saturate", 1) ? largest(type) : 0;
  return limit > 0 ? at::clamp(call[0], -limit, limit).to(type) : call[0].to(type);
}

Tensors cast(const Call& call) { return {converted(call, typeNamed(call.integer("to", 0)))}; }

/// The same bits as another type of the same width.
Tensors bitCast(const Call& call) {
  const auto type = typeNamed(call.integer("to", 0));
  TORCH_CHECK(c10::elementSize(type) == c10::elementSize(call[0].scalar_type()),
              "changes the width of the numbers");
  return {call[0].contiguous().view(type)};
}

Tensors castLike(const Call& call) { return {converted(call, call[1].scalar_type())}; }

Tensors range(const Call& call) {
  const auto start = call[0].item(), limit = call[1].item(), step = call[2].item();
  TORCH_CHECK(step.toDouble() != 0, "a step of 0");
  const auto count =
      std::max(0.0, std::ceil((limit.toDouble() - start.toDouble()) / step.toDouble()));
  TORCH_CHECK(count < 1 << 30, "is too long");
  const auto places = at::arange(static_cast<std::int64_t>(count), at::kLong);
  const auto type = call[0].scalar_type();
  return {
      (places.to(call[0].is_floating_point() ? at::kDouble : at::kLong) * step + start).to(type)};
}

Tensors oneHot(const Call& call) {
  const auto depth = call.list(1).at(0);
  TORCH_CHECK(depth > 0 && depth < 1 << 30, "a depth of ", depth);
  const auto rank = call[0].dim() + 1;
  const auto axis = axisOf(call.integer("axis", -1), rank);
  auto indices = call[0].to(at::kLong);
  const auto inRange = indices.ge(-depth).logical_and(indices.lt(depth));
  indices = at::where(indices < 0, indices + depth, indices);
  Integers shape(static_cast<std::size_t>(rank), 1);
  shape[static_cast<std::size_t>(axis)] = depth;
  const auto classes = at::arange(depth, indices.options()).view(shape);
  const auto isOn = (indices.unsqueeze(axis) == classes).logical_and(inRange.unsqueeze(axis));
  return {at::where(isOn, call[2][1], call[2][0])};
}

Tensors eyeLike(const Call& call) {
  const auto& x = call[0];
  TORCH_CHECK(x.dim() == 2, "needs a matrix");
  const auto type =
      call.hasAttribute("dtype") ? typeNamed(call.integer("dtype", 1)) : x.scalar_type();
  const auto rows = at::arange(x.size(0), at::kLong).unsqueeze(1);
  const auto columns = at::arange(x.size(1), at::kLong).unsqueeze(0);
  return {(columns - rows == call.integer("k", 0)).to(x.device(), type)};
}

Tensors triangle(const Call& call) {
  const auto k = call.has(1) ? call.list(1).at(0) : 0;
  return {call.integer("upper", 1) ? at::triu(call[0], k) : at::tril(call[0], k)};
}

constexpr Operator operators[] = {
    {"Constant", constant},
    {"ConstantOfShape", constantOfShape, 0b1},
    {"Cast", cast},
    {"CastLike", castLike},
    {"BitCast", bitCast},
    {"Range", range, 0b111},
    {"OneHot", oneHot, 0b10},
    {"EyeLike", eyeLike},
    {"Trilu", triangle, 0b10},
};

}  // namespace

std::span<const Operator> constructionOperators() { return operators; }

}  // namespace rho::onnx
