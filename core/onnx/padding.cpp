// SPDX-License-Identifier: Apache-2.0
#include <ATen/ATen.h>

#include "onnx/operator.h"
#include "onnx/window.h"

namespace rho::onnx {

namespace {

/// For each place of the padded axis, the place of the input that it shows.
at::Tensor sources(std::int64_t size, std::int64_t before, std::int64_t after,
                   const std::string& mode) {
  const auto places = at::arange(-before, size + after, at::kLong);
  if (mode == "edge") return places.clamp(0, size - 1);
  if (mode == "wrap") return places.remainder(size);
  TORCH_CHECK(mode == "reflect", "its mode \"", mode, "\" is unknown");
  if (size == 1) return at::zeros_like(places);
  // Mirrored without repeating the edge: a zigzag of this period.
  const auto period = 2 * (size - 1);
  const auto turned = places.remainder(period);
  return at::where(turned < size, turned, period - turned);
}

at::Tensor padded(const at::Tensor& x, const Integers& begin, const Integers& end,
                  const std::string& mode, const at::Scalar& value) {
  auto shape = x.sizes().vec();
  for (std::size_t i = 0; i < shape.size(); ++i) {
    TORCH_CHECK(std::abs(begin[i]) < 1 << 30 && std::abs(end[i]) < 1 << 30,
                "its pads are out of range");
    shape[i] += begin[i] + end[i];
  }
  requirePlausible(shape);
  if (mode == "constant") return at::constant_pad_nd(x, paddingForAten(begin, end), value);
  auto result = x;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (begin[i] == 0 && end[i] == 0) continue;
    const auto axis = static_cast<std::int64_t>(i);
    TORCH_CHECK(x.size(axis) > 0, "an empty axis cannot be padded");
    result =
        result.index_select(axis, sources(x.size(axis), begin[i], end[i], mode).to(x.device()));
  }
  return result;
}

/// Pads as an input since opset 11, axes since 18.
Tensors pad(const Call& call) {
  const auto& x = call[0];
  const auto rank = static_cast<std::size_t>(x.dim());
  const auto pads = call.listOrAttribute(1, "pads");
  const auto axes = call.has(3) ? call.list(3) : allAxes(x.dim());
  TORCH_CHECK(pads.size() == 2 * axes.size(), "its pads needs ", 2 * axes.size(), " numbers");
  Integers begin(rank, 0), end(rank, 0);
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const auto axis = static_cast<std::size_t>(axisOf(axes[i], x.dim()));
    begin[axis] = pads[i];
    end[axis] = pads[axes.size() + i];
  }
  const at::Scalar value = call.has(2) ? call[2].item() : at::Scalar(call.number("value", 0));
  return {padded(x, begin, end, call.text("mode", "constant"), value)};
}

/// Cut or padded with zeros around the middle, where an odd rest goes to the end.
Tensors centreCropPad(const Call& call) {
  const auto& x = call[0];
  const auto target = call.list(1);
  const auto axes = axesOf(call.integers("axes", allAxes(x.dim())), x.dim());
  TORCH_CHECK(target.size() == axes.size(), "its shape needs ", axes.size(), " numbers");
  const auto order = call.integers("axes", allAxes(x.dim()));
  const auto rank = static_cast<std::size_t>(x.dim());
  Integers begin(rank, 0), end(rank, 0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto axis = static_cast<std::size_t>(axisOf(order[i], x.dim()));
    const auto more = target[i] - x.size(static_cast<std::int64_t>(axis));
    begin[axis] = more / 2;  // towards zero
    end[axis] = more - more / 2;
  }
  return {padded(x, begin, end, "constant", 0)};
}

constexpr Operator operators[] = {
    {"Pad", pad, 0b1110},
    {"CenterCropPad", centreCropPad, 0b10},
};

}  // namespace

std::span<const Operator> paddingOperators() { return operators; }

}  // namespace rho::onnx
