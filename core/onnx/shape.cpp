// SPDX-License-Identifier: Apache-2.0
// The same values in another shape or order; the shape itself.
#include <ATen/ATen.h>

#include <algorithm>

#include "onnx/operator.h"

namespace rho::onnx {

namespace {

/// Shapes are ordinary tensors in main memory, so that sums of sizes run like any other.
at::Tensor shapeTensor(at::IntArrayRef sizes) {
  return at::tensor(sizes, at::TensorOptions(at::kLong));
}

/// start and end since opset 15; they are cut to what is there.
Tensors shape(const Call& call) {
  const auto sizes = call[0].sizes();
  const auto rank = call[0].dim();
  const auto bound = [&](std::int64_t value) {
    return std::clamp<std::int64_t>(value < 0 ? value + rank : value, 0, rank);
  };
  const auto start = bound(call.integer("start", 0)), end = bound(call.integer("end", rank));
  const auto count = std::max<std::int64_t>(0, end - start);
  return {
      shapeTensor(sizes.slice(static_cast<std::size_t>(start), static_cast<std::size_t>(count)))};
}

Tensors size(const Call& call) { return {at::scalar_tensor(call[0].numel(), at::kLong)}; }

/// 0 keeps the input's size, unless allowzero; -1 is inferred.
Tensors reshape(const Call& call) {
  auto sizes = call.list(1);
  if (!call.integer("allowzero", 0))
    for (std::size_t i = 0; i < sizes.size(); ++i)
      if (sizes[i] == 0) sizes[i] = call[0].size(static_cast<std::int64_t>(i));
  return {call[0].reshape(sizes)};
}

Tensors flatten(const Call& call) {
  const auto& x = call[0];
  const auto axis = call.integer("axis", 1);
  const auto cut = axis < 0 ? axis + x.dim() : axis;
  TORCH_CHECK(cut >= 0 && cut <= x.dim(), "there is no axis ", axis);
  const auto rows = c10::multiply_integers(x.sizes().slice(0, static_cast<std::size_t>(cut)));
  const auto columns = c10::multiply_integers(x.sizes().slice(static_cast<std::size_t>(cut)));
  return {x.reshape({rows, columns})};
}

Tensors squeeze(const Call& call) {
  const auto& x = call[0];
  const auto axes = axesOf(call.listOrAttribute(1, "axes"), x.dim());
  if (axes.empty() && !call.has(1) && !call.hasAttribute("axes")) return {x.squeeze()};
  auto result = x;
  for (auto axis = axes.rbegin(); axis != axes.rend(); ++axis) {
    TORCH_CHECK(result.size(*axis) == 1, "axis ", *axis, " has the size ", result.size(*axis));
    result = result.squeeze(*axis);
  }
  return {result};
}

Tensors unsqueeze(const Call& call) {
  auto result = call[0];
  auto axes = call.listOrAttribute(1, "axes");
  axes = axesOf(axes, result.dim() + static_cast<std::int64_t>(axes.size()));
  for (const auto axis : axes) result = result.unsqueeze(axis);
  return {result};
}

Tensors transpose(const Call& call) {
  auto order = call.integers("perm");
  if (order.empty()) {
    order = allAxes(call[0].dim());
    std::reverse(order.begin(), order.end());
  }
  return {call[0].permute(order)};
}

Tensors concatenate(const Call& call) {
  const auto inputs = call.all();
  TORCH_CHECK(!inputs.empty(), "has no inputs");
  return {at::cat(std::vector<at::Tensor>(inputs.begin(), inputs.end()),
                  axisOf(call.integer("axis", 1), call[0].dim()))};
}

/// Into the sizes that are given, or equal ones, of which the last may be smaller.
Tensors split(const Call& call) {
  const auto& x = call[0];
  const auto axis = axisOf(call.integer("axis", 0), x.dim());
  auto sizes = call.listOrAttribute(1, "split");
  if (sizes.empty()) {
    const auto count = call.integer("num_outputs", static_cast<std::int64_t>(call.outputs()));
    TORCH_CHECK(count > 0 && count <= 1 << 20, "num_outputs must be positive");
    const auto chunk = (x.size(axis) + count - 1) / count;
    for (std::int64_t i = 0; i < count; ++i)
      sizes.push_back(std::clamp<std::int64_t>(x.size(axis) - i * chunk, 0, chunk));
  }
  return at::split_with_sizes(x, sizes, axis);
}

Tensors expand(const Call& call) {
  const auto shape = at::infer_size(call[0].sizes(), call.list(1));
  requirePlausible(shape);
  return {call[0].expand(shape)};
}

Tensors tile(const Call& call) {
  const auto repeats = call.list(1);
  auto shape = call[0].sizes().vec();
  TORCH_CHECK(repeats.size() == shape.size(), "repeats needs ", shape.size(), " numbers");
  for (std::size_t i = 0; i < shape.size(); ++i) {
    TORCH_CHECK(repeats[i] >= 0 && repeats[i] < 1 << 30, "repeats is out of range");
    shape[i] *= repeats[i];
  }
  requirePlausible(shape);
  return {call[0].repeat(repeats)};
}

Tensors depthToSpace(const Call& call) {
  const auto& x = call[0];
  const auto block = call.integer("blocksize", 0);
  TORCH_CHECK(x.dim() == 4 && block > 0 && block < 1 << 15 && x.size(1) % (block * block) == 0,
              "its blocksize does not fit a shape of ", x.sizes());
  const auto n = x.size(0), c = x.size(1) / (block * block), h = x.size(2), w = x.size(3);
  const auto y = call.text("mode", "DCR") == "DCR"
                     ? x.reshape({n, block, block, c, h, w}).permute({0, 3, 4, 1, 5, 2})
                     : x.reshape({n, c, block, block, h, w}).permute({0, 1, 4, 2, 5, 3});
  return {y.reshape({n, c, h * block, w * block})};
}

Tensors spaceToDepth(const Call& call) {
  const auto& x = call[0];
  const auto block = call.integer("blocksize", 0);
  TORCH_CHECK(x.dim() == 4 && block > 0 && x.size(2) % block == 0 && x.size(3) % block == 0,
              "its blocksize does not fit a shape of ", x.sizes());
  const auto n = x.size(0), c = x.size(1), h = x.size(2) / block, w = x.size(3) / block;
  const auto blocks = x.reshape({n, c, h, block, w, block});
  const auto y = call.text("mode", "DCR") == "DCR" ? blocks.permute({0, 3, 5, 1, 2, 4})
                                                   : blocks.permute({0, 1, 3, 5, 2, 4});
  return {y.reshape({n, c * block * block, h, w})};
}

constexpr Operator operators[] = {
    {"Shape", shape},
    {"Size", size},
    {"Reshape", reshape, 0b10},
    {"Flatten", flatten},
    {"Squeeze", squeeze, 0b10},
    {"Unsqueeze", unsqueeze, 0b10},
    {"Transpose", transpose},
    {"Concat", concatenate},
    {"Split", split, 0b10},
    {"Expand", expand, 0b10},
    {"Tile", tile, 0b10},
    {"DepthToSpace", depthToSpace},
    {"SpaceToDepth", spaceToDepth},
};

}  // namespace

std::span<const Operator> shapeOperators() { return operators; }

}  // namespace rho::onnx
