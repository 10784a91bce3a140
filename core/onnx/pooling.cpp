// SPDX-License-Identifier: Apache-2.0
// Pooling over windows and over whole images, one to three spatial axes.
#include <ATen/ATen.h>

#include "onnx/operator.h"
#include "onnx/window.h"

namespace rho::onnx {

namespace {

/// What must be added at the end so that floor gives exactly the window's positions.
Integers neededEnd(const Window& window, at::IntArrayRef spatial) {
  Integers end;
  for (std::size_t i = 0; i < window.rank(); ++i)
    end.push_back(std::max<std::int64_t>(0, (window.outputs[i] - 1) * window.stride[i] +
                                                window.extent(i) - spatial[i] - window.begin[i]));
  return end;
}

bool isPlain(const Window& window) {
  for (std::size_t i = 0; i < window.rank(); ++i)
    if (window.begin[i] != window.end[i] || window.begin[i] < 0 ||
        window.begin[i] > window.kernel[i] / 2)
      return false;
  return window.rank() <= 3;
}

struct Pooled {
  at::Tensor values, indices;
};

Pooled maxPooled(const at::Tensor& x, const Window& w, const Integers& padding, bool ceil,
                 bool withIndices) {
  if (!withIndices && w.rank() == 2)
    return {at::max_pool2d(x, w.kernel, w.stride, padding, w.dilation, ceil), {}};
  std::tuple<at::Tensor, at::Tensor> both;
  switch (w.rank()) {
    case 1:
      both = at::max_pool1d_with_indices(x, w.kernel, w.stride, padding, w.dilation, ceil);
      break;
    case 2:
      both = at::max_pool2d_with_indices(x, w.kernel, w.stride, padding, w.dilation, ceil);
      break;
    case 3:
      both = at::max_pool3d_with_indices(x, w.kernel, w.stride, padding, w.dilation, ceil);
      break;
    default:
      TORCH_CHECK(false, "is supported for one to three spatial axes");
  }
  return {std::get<0>(both), std::get<1>(both)};
}

/// Indices in the padded plane become indices in the whole unpadded tensor, in the order of rows or
/// of columns.
at::Tensor indicesInTensor(const at::Tensor& indices, at::IntArrayRef padded, at::IntArrayRef begin,
                           at::IntArrayRef spatial, bool byColumns) {
  auto rest = indices;
  auto flat = at::zeros_like(indices);
  std::vector<at::Tensor> place(padded.size());
  for (std::size_t i = padded.size(); i-- > 0;) {
    place[i] = rest.remainder(padded[i]) - begin[i];
    rest = rest.floor_divide(padded[i]);
  }
  std::int64_t step = 1;
  for (std::size_t k = 0; k < padded.size(); ++k) {
    const auto i = byColumns ? k : padded.size() - 1 - k;
    flat = flat + place[i] * step;
    step *= spatial[i];
  }
  const auto planes = indices.size(0) * indices.size(1);
  Integers shape(static_cast<std::size_t>(indices.dim()), 1);
  shape[0] = indices.size(0);
  shape[1] = indices.size(1);
  return flat + at::arange(planes, indices.options()).view(shape) * step;
}

Tensors maxPool(const Call& call) {
  const bool isFloating = call[0].is_floating_point();
  const auto x = isFloating ? call[0] : call[0].to(at::kFloat);
  const auto spatial = x.sizes().slice(2);
  const auto window = windowOf(call, spatial, {});
  const bool ceil = call.integer("ceil_mode", 0) != 0;
  const bool wantsIndices = call.outputs() > 1;
  auto padded = x;
  Integers begin(window.rank(), 0), padding = window.begin;
  if (!isPlain(window)) {
    begin = window.begin;
    padding = Integers(window.rank(), 0);
    padded = at::constant_pad_nd(x, paddingForAten(begin, neededEnd(window, spatial)),
                                 -std::numeric_limits<double>::infinity());
  }
  const auto pooled = maxPooled(padded, window, padding, ceil && isPlain(window), wantsIndices);
  Tensors results = {isFloating ? pooled.values : pooled.values.to(call[0].scalar_type())};
  if (wantsIndices)
    results.push_back(indicesInTensor(pooled.indices, padded.sizes().slice(2), begin, spatial,
                                      call.integer("storage_order", 0) == 1));
  return results;
}

/// The sum over each window of zero-padded input, as a convolution with ones: any dilation.
at::Tensor sumPool(const at::Tensor& x, const Window& window) {
  const auto spatial = x.sizes().slice(2);
  auto shape = x.sizes().vec();
  Integers single = {shape[0] * shape[1], 1};
  single.insert(single.end(), spatial.begin(), spatial.end());
  const auto padded = at::constant_pad_nd(x.reshape(single),
                                          paddingForAten(window.begin, neededEnd(window, spatial)));
  Integers ones = {1, 1};
  ones.insert(ones.end(), window.kernel.begin(), window.kernel.end());
  const Integers none(window.rank(), 0);
  const auto sums = at::convolution(padded, at::ones(ones, x.options()), {}, window.stride, none,
                                    window.dilation, false, none, 1);
  for (std::size_t i = 0; i < window.rank(); ++i) shape[i + 2] = sums.size(static_cast<int>(i) + 2);
  return sums.view(shape);
}

/// How many places of each window count: those of the input, or also those of its padding, but not
/// what lies beyond it.
at::Tensor placesPerWindow(const at::Tensor& x, const Window& window, bool withPadding) {
  Integers shape = {1, 1};
  for (const auto size : x.sizes().slice(2)) shape.push_back(size);
  const auto inside = at::ones(shape, x.options().requires_grad(false));
  if (!withPadding) return sumPool(inside, window);
  auto unpadded = window;
  unpadded.begin = Integers(window.rank(), 0);
  const auto padded = at::pad(inside, paddingForAten(window.begin, window.end), "constant", 1.0);
  return sumPool(padded, unpadded);
}

Tensors averagePool(const Call& call) {
  const auto& x = call[0];
  const auto window = windowOf(call, x.sizes().slice(2), {});
  const bool withPadding = call.integer("count_include_pad", 0) != 0;
  if (isPlain(window) && !window.isDilated() && window.rank() == 2)
    return {at::avg_pool2d(x, window.kernel, window.stride, window.begin,
                           call.integer("ceil_mode", 0) != 0, withPadding)};
  return {sumPool(x, window) / placesPerWindow(x, window, withPadding)};
}

Tensors lpPool(const Call& call) {
  const auto window = windowOf(call, call[0].sizes().slice(2), {});
  const auto p = static_cast<double>(call.integer("p", 2));
  return {sumPool(call[0].abs().pow(p), window).pow(1 / p)};
}

Integers spatialAxes(const at::Tensor& x) { return allAxes(x.dim(), 2); }

Tensors globalAveragePool(const Call& call) { return {call[0].mean(spatialAxes(call[0]), true)}; }

/// The gradient goes to one of equal maxima, as in ATen's pooling.
Tensors globalMaxPool(const Call& call) {
  auto shape = call[0].sizes().vec();
  std::fill(shape.begin() + 2, shape.end(), 1);
  return {std::get<0>(call[0].flatten(2).max(2)).view(shape)};
}

Tensors globalLpPool(const Call& call) {
  const auto p = static_cast<double>(call.integer("p", 2));
  return {call[0].abs().pow(p).sum(spatialAxes(call[0]), true).pow(1 / p)};
}

/// The inverse of MaxPool with indices, which count over the whole pooled tensor.
Tensors maxUnpool(const Call& call) {
  const auto& x = call[0];
  const auto rank = static_cast<std::size_t>(x.dim()) - 2;
  Window window;
  window.kernel = call.integers("kernel_shape");
  TORCH_CHECK(window.kernel.size() == rank, "its kernel_shape needs ", rank, " numbers");
  window.stride = perAxis(call, "strides", rank);
  readPads(call, window);
  auto inferred = x.sizes().vec();
  for (std::size_t i = 0; i < rank; ++i)
    inferred[i + 2] = (inferred[i + 2] - 1) * window.stride[i] + window.kernel[i] -
                      window.begin[i] - window.end[i];
  const auto shape = call.has(2) ? call.list(2) : inferred;
  requirePlausible(shape);
  requirePlausible(inferred);
  const auto flat = at::zeros({c10::multiply_integers(inferred)}, x.options())
                        .scatter(0, call[1].flatten(), x.flatten());
  if (shape == inferred) return {flat.view(inferred)};
  // The indices are those of the smaller tensor, which lies at the beginning of the larger one.
  auto result = flat.view(inferred);
  Integers begin(rank, 0), end;
  for (std::size_t i = 0; i < rank; ++i) end.push_back(shape[i + 2] - inferred[i + 2]);
  return {at::constant_pad_nd(result, paddingForAten(begin, end))};
}

constexpr Operator operators[] = {
    {"MaxPool", maxPool},
    {"AveragePool", averagePool},
    {"LpPool", lpPool},
    {"GlobalAveragePool", globalAveragePool},
    {"GlobalMaxPool", globalMaxPool},
    {"GlobalLpPool", globalLpPool},
    {"MaxUnpool", maxUnpool, 0b100},
};

}  // namespace

std::span<const Operator> poolingOperators() { return operators; }

}  // namespace rho::onnx
