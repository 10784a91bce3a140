// SPDX-License-Identifier: Apache-2.0
// From many values along some axes to one.
#include <ATen/ATen.h>

#include "onnx/operator.h"

namespace rho::onnx {

namespace {

using Reduce = at::Tensor (*)(const at::Tensor& x, at::IntArrayRef axes, bool keep);

/// All axes where none are named, unless the node says that this means none.
template <Reduce reduce>
Tensors reduced(const Call& call) {
  const auto& x = call[0];
  auto axes = axesOf(call.listOrAttribute(1, "axes"), x.dim());
  if (axes.empty()) {
    if (call.integer("noop_with_empty_axes", 0)) return {reduce(x.unsqueeze(0), {0}, false)};
    axes = allAxes(x.dim());
  }
  const bool keep = call.integer("keepdims", 1) != 0;
  if (axes.empty()) return {reduce(x.unsqueeze(0), {0}, false)};
  return {reduce(x, axes, keep)};
}

at::Tensor sum(const at::Tensor& x, at::IntArrayRef axes, bool keep) {
  return x.sum(axes, keep, x.scalar_type());
}

at::Tensor mean(const at::Tensor& x, at::IntArrayRef axes, bool keep) {
  if (x.is_floating_point()) return x.mean(axes, keep);
  return x.to(at::kDouble).mean(axes, keep).to(x.scalar_type());
}

/// Of nothing: the smallest value there is.
template <bool isMaximum>
at::Tensor extremum(const at::Tensor& x, at::IntArrayRef axes, bool keep) {
  if (x.numel() > 0) return isMaximum ? at::amax(x, axes, keep) : at::amin(x, axes, keep);
  const auto shape = x.to(at::kFloat).sum(axes, keep).sizes().vec();
  constexpr auto most = std::numeric_limits<double>::infinity();
  return at::full(shape, isMaximum ? -most : most, x.options());
}

at::Tensor product(const at::Tensor& x, at::IntArrayRef axes, bool keep) {
  auto result = x;
  for (auto axis = axes.rbegin(); axis != axes.rend(); ++axis)
    result = result.prod(*axis, keep, x.scalar_type());
  return result;
}

at::Tensor sumOfSizes(const at::Tensor& x, at::IntArrayRef axes, bool keep) {
  return sum(x.abs(), axes, keep);
}

at::Tensor norm(const at::Tensor& x, at::IntArrayRef axes, bool keep) {
  if (x.is_floating_point()) return at::linalg_vector_norm(x, 2, axes, keep);
  return x.to(at::kDouble).square().sum(axes, keep).sqrt().to(x.scalar_type());
}

at::Tensor sumOfSquares(const at::Tensor& x, at::IntArrayRef axes, bool keep) {
  return sum(x * x, axes, keep);
}

at::Tensor logSum(const at::Tensor& x, at::IntArrayRef axes, bool keep) {
  return x.sum(axes, keep).log();
}

at::Tensor logSumExp(const at::Tensor& x, at::IntArrayRef axes, bool keep) {
  if (x.is_floating_point()) return at::logsumexp(x, axes, keep);
  return at::logsumexp(x.to(at::kDouble), axes, keep).to(x.scalar_type());
}

template <bool isMaximum>
Tensors argument(const Call& call) {
  const auto& x = call[0];
  const auto axis = axisOf(call.integer("axis", 0), x.dim());
  const bool keep = call.integer("keepdims", 1) != 0;
  const bool last = call.integer("select_last_index", 0) != 0;
  const auto values = last ? x.flip({axis}) : x;
  const auto found = isMaximum ? values.argmax(axis, keep) : values.argmin(axis, keep);
  return {last ? x.size(axis) - 1 - found : found};
}

/// Of equal values the one with the lower index comes first.
Tensors topK(const Call& call) {
  const auto& x = call[0];
  const auto axis = axisOf(call.integer("axis", -1), x.dim());
  const auto count = call.list(1).at(0);
  TORCH_CHECK(count >= 0 && count <= x.size(axis), "wants ", count, " of ", x.size(axis),
              " values");
  const auto [values, indices] = at::sort(x, true, axis, call.integer("largest", 1) != 0);
  return {values.narrow(axis, 0, count), indices.narrow(axis, 0, count)};
}

constexpr Operator operators[] = {
    {"ReduceSum", reduced<sum>, 0b10},
    {"ReduceMean", reduced<mean>, 0b10},
    {"ReduceMax", reduced<extremum<true>>, 0b10},
    {"ReduceMin", reduced<extremum<false>>, 0b10},
    {"ReduceProd", reduced<product>, 0b10},
    {"ReduceL1", reduced<sumOfSizes>, 0b10},
    {"ReduceL2", reduced<norm>, 0b10},
    {"ReduceSumSquare", reduced<sumOfSquares>, 0b10},
    {"ReduceLogSum", reduced<logSum>, 0b10},
    {"ReduceLogSumExp", reduced<logSumExp>, 0b10},
    {"ArgMax", argument<true>},
    {"ArgMin", argument<false>},
    {"TopK", topK, 0b10},
};

}  // namespace

std::span<const Operator> reductionOperators() { return operators; }

}  // namespace rho::onnx
