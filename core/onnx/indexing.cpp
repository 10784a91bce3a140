// SPDX-License-Identifier: Apache-2.0
// Taking values from places and putting them there.
#include <ATen/ATen.h>

#include <algorithm>

#include "onnx/operator.h"

namespace rho::onnx {

namespace {

/// Indices that may count from the end, as ATen wants them.
at::Tensor counted(const at::Tensor& indices, std::int64_t size) {
  const auto whole = indices.to(at::kLong);
  return at::where(whole < 0, whole + size, whole);
}

Tensors gather(const Call& call) {
  const auto& x = call[0];
  const auto axis = axisOf(call.integer("axis", 0), x.dim());
  const auto indices = counted(call[1], x.size(axis));
  auto shape = x.sizes().vec();
  const auto place = shape.begin() + axis;
  shape.insert(shape.erase(place), indices.sizes().begin(), indices.sizes().end());
  return {x.index_select(axis, indices.flatten()).reshape(shape)};
}

Tensors gatherElements(const Call& call) {
  const auto axis = axisOf(call.integer("axis", 0), call[0].dim());
  return {at::gather(call[0], axis, counted(call[1], call[0].size(axis)))};
}

/// Rows of indices into the axes from `first` on, as places in these axes flattened.
at::Tensor flatPlaces(const at::Tensor& indices, at::IntArrayRef sizes) {
  const auto depth = indices.size(-1);
  TORCH_CHECK(depth <= static_cast<std::int64_t>(sizes.size()), "indices of ", depth,
              " axes do not fit the shape ", sizes);
  auto places = at::zeros_like(indices.select(-1, 0));
  for (std::int64_t i = 0; i < depth; ++i) {
    const auto size = sizes[static_cast<std::size_t>(i)];
    const auto index = counted(indices.select(-1, i), size);
    TORCH_CHECK(index.numel() == 0 || (index.min().item<std::int64_t>() >= 0 &&
                                       index.max().item<std::int64_t>() < size),
                "an index is out of range");
    places = places * size + index;
  }
  return places;
}

Tensors gatherNd(const Call& call) {
  const auto& x = call[0];
  const auto indices = call[1].to(at::kLong);
  const auto batch = call.integer("batch_dims", 0);
  const auto depth = indices.size(-1);
  TORCH_CHECK(batch >= 0 && depth > 0 && batch < indices.dim() && batch + depth <= x.dim(),
              "indices of shape ", indices.sizes(), " do not fit a tensor of shape ", x.sizes());
  const auto sizes = x.sizes();
  const auto cut = static_cast<std::size_t>(batch);
  const auto inner = sizes.slice(cut + static_cast<std::size_t>(depth));
  const auto batches = c10::multiply_integers(sizes.slice(0, cut));
  const auto width = c10::multiply_integers(inner);
  auto places = flatPlaces(indices, sizes.slice(cut)).reshape({batches, -1});
  const auto rows = c10::multiply_integers(sizes.slice(cut, static_cast<std::size_t>(depth)));
  places = places + at::arange(batches, places.options()).unsqueeze(1) * rows;
  auto shape = indices.sizes().slice(0, static_cast<std::size_t>(indices.dim()) - 1).vec();
  shape.insert(shape.end(), inner.begin(), inner.end());
  return {x.reshape({batches * rows, width}).index_select(0, places.flatten()).reshape(shape)};
}

/// The names that ATen gives to ONNX's reductions.
std::string reductionName(const std::string& name) {
  if (name == "add") return "sum";
  if (name == "mul") return "prod";
  if (name == "max") return "amax";
  if (name == "min") return "amin";
  return {};
}

at::Tensor scattered(const at::Tensor& x, std::int64_t axis, const at::Tensor& indices,
                     const at::Tensor& updates, const std::string& reduction) {
  const auto name = reductionName(reduction);
  TORCH_CHECK(!name.empty() || reduction == "none", "its reduction \"", reduction, "\" is unknown");
  if (name.empty()) return at::scatter(x, axis, indices, updates);
  if (name == "sum") return at::scatter_add(x, axis, indices, updates);
  return at::scatter_reduce(x, axis, indices, updates, name);
}

Tensors scatterElements(const Call& call) {
  const auto axis = axisOf(call.integer("axis", 0), call[0].dim());
  return {scattered(call[0], axis, counted(call[1], call[0].size(axis)), call[2],
                    call.text("reduction", "none"))};
}

Tensors scatterNd(const Call& call) {
  const auto& x = call[0];
  const auto indices = call[1].to(at::kLong);
  const auto depth = static_cast<std::size_t>(indices.size(-1));
  TORCH_CHECK(depth > 0 && depth <= x.sizes().size(), "indices of shape ", indices.sizes(),
              " do not fit a tensor of shape ", x.sizes());
  const auto rows = c10::multiply_integers(x.sizes().slice(0, depth));
  const auto width = c10::multiply_integers(x.sizes().slice(depth));
  const auto places = flatPlaces(indices, x.sizes()).reshape({-1, 1}).expand({-1, width});
  const auto updates = call[2].reshape({-1, width});
  return {scattered(x.reshape({rows, width}), 0, places, updates, call.text("reduction", "none"))
              .view(x.sizes())};
}

/// One axis from start to end; both are cut to what is there, as the operator's page tells.
at::Tensor sliced(const at::Tensor& x, std::int64_t axis, std::int64_t start, std::int64_t end,
                  std::int64_t step) {
  const auto size = x.size(axis);
  TORCH_CHECK(step != 0, "a step of 0");
  const auto bound = [&](std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value < 0) value = value < -size ? least : value + size;
    return std::clamp(value, least, most);
  };
  if (step > 0) {
    start = bound(start, 0, size);
    end = std::max(start, bound(end, 0, size));
    return x.slice(axis, start, end, std::min(step, std::max<std::int64_t>(1, size)));
  }
  start = bound(start, -1, size - 1);
  end = std::min(start, bound(end, -1, size - 1));
  step = std::max(step, -std::max<std::int64_t>(1, size));
  // Backwards: the same places from the other end.
  return x.flip({axis}).slice(axis, size - 1 - start, size - 1 - end, -step);
}

Tensors slice(const Call& call) {
  const auto starts = call.listOrAttribute(1, "starts"), ends = call.listOrAttribute(2, "ends");
  auto axes = call.listOrAttribute(3, "axes");
  if (axes.empty()) axes = allAxes(static_cast<std::int64_t>(starts.size()));
  const auto steps = call.has(4) ? call.list(4) : Integers(starts.size(), 1);
  TORCH_CHECK(
      ends.size() == starts.size() && axes.size() == starts.size() && steps.size() == starts.size(),
      "its starts, ends, axes and steps differ in number");
  auto result = call[0];
  for (std::size_t i = 0; i < starts.size(); ++i)
    result = sliced(result, axisOf(axes[i], result.dim()), starts[i], ends[i], steps[i]);
  return {result};
}

/// The rows where a condition holds; of the flattened input without an axis.
Tensors compress(const Call& call) {
  const bool hasAxis = call.hasAttribute("axis");
  const auto x = hasAxis ? call[0] : call[0].flatten();
  const auto axis = hasAxis ? axisOf(call.integer("axis", 0), x.dim()) : 0;
  const auto places = call[1].flatten().nonzero().flatten();
  return {x.index_select(axis, places)};
}

Tensors nonZero(const Call& call) { return {call[0].nonzero().t()}; }

Tensors reverseSequence(const Call& call) {
  const auto& x = call[0];
  const auto time = axisOf(call.integer("time_axis", 0), x.dim());
  const auto batch = axisOf(call.integer("batch_axis", 1), x.dim());
  const auto lengths = call.list(1);
  std::vector<at::Tensor> sequences;
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    const auto sequence = x.narrow(batch, static_cast<std::int64_t>(i), 1);
    const auto head = sequence.narrow(time, 0, lengths[i]).flip({time});
    const auto tail = sequence.narrow(time, lengths[i], x.size(time) - lengths[i]);
    sequences.push_back(at::cat({head, tail}, time));
  }
  return {at::cat(sequences, batch)};
}

constexpr Operator operators[] = {
    {"Gather", gather},           {"GatherElements", gatherElements},
    {"GatherND", gatherNd},       {"ScatterElements", scatterElements},
    {"Scatter", scatterElements}, {"ScatterND", scatterNd},
    {"Slice", slice, 0b11110},    {"Compress", compress},
    {"NonZero", nonZero},         {"ReverseSequence", reverseSequence, 0b10},
};

}  // namespace

std::span<const Operator> indexingOperators() { return operators; }

}  // namespace rho::onnx
