// SPDX-License-Identifier: Apache-2.0
// Images of other sizes, and values between the pixels.
#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "onnx/operator.h"

namespace rho::onnx {

namespace {

/// How one axis changes: from `in` places to `out`, with the scale that the coordinates follow.
struct AxisChange {
  std::int64_t in = 1, out = 1;
  double scale = 1;
  double start = 0, end = 1;  ///< of the region of interest, as parts of the axis
};

/// How values between places are found.
struct Interpolation {
  std::string coordinates, mode, nearest;
  double cubic = -0.75;
  bool antialias = false, excludeOutside = false;
  double extrapolation = 0;
};

/// The place in the input that a place of the output shows.
double sourceOf(double place, const AxisChange& axis, const std::string& coordinates) {
  const auto in = static_cast<double>(axis.in), out = static_cast<double>(axis.out);
  const auto exactOut = axis.scale * in;
  if (coordinates == "half_pixel") return (place + 0.5) / axis.scale - 0.5;
  if (coordinates == "half_pixel_symmetric")
    return in / 2 * (1 - out / exactOut) + (place + 0.5) / axis.scale - 0.5;
  if (coordinates == "pytorch_half_pixel")
    return axis.out > 1 ? (place + 0.5) / axis.scale - 0.5 : 0;
  if (coordinates == "align_corners") return exactOut == 1 ? 0 : place * (in - 1) / (exactOut - 1);
  if (coordinates == "asymmetric") return place / axis.scale;
  TORCH_CHECK(coordinates == "tf_crop_and_resize", "the coordinate transformation \"", coordinates,
              "\" is unknown");
  if (axis.out == 1) return 0.5 * (axis.start + axis.end) * (in - 1);
  return (axis.start + place * (axis.end - axis.start) / (out - 1)) * (in - 1);
}

double nearestPlace(double source, const std::string& mode) {
  if (mode == "round_prefer_floor") return std::ceil(source - 0.5);
  if (mode == "round_prefer_ceil") return std::floor(source + 0.5);
  if (mode == "floor") return std::floor(source);
  TORCH_CHECK(mode == "ceil", "the nearest mode \"", mode, "\" is unknown");
  return std::ceil(source);
}

/// Linear: a triangle. Cubic: Keys' piecewise polynomial (doi 10.1109/TASSP.1981.1163711, eq. 4).
double kernel(double distance, const Interpolation& by) {
  const auto t = std::abs(distance);
  if (by.mode == "linear") return std::max(0.0, 1 - t);
  const auto a = by.cubic;
  if (t < 1) return ((a + 2) * t - (a + 3)) * t * t + 1;
  if (t < 2) return ((a * t - 5 * a) * t + 8 * a) * t - 4 * a;
  return 0;
}

/// The weights of all inputs for one output.
void fillRow(double* row, double source, const AxisChange& axis, const Interpolation& by) {
  const auto last = axis.in - 1;
  if (by.mode == "nearest") {
    const auto place = nearestPlace(source, by.nearest);
    row[std::clamp<std::int64_t>(static_cast<std::int64_t>(place), 0, last)] = 1;
    return;
  }
  // Against aliasing the kernel is stretched over all inputs that one output stands for.
  const auto stretch = by.antialias ? std::min(1.0, axis.scale) : 1.0;
  const auto radius = (by.mode == "linear" ? 1 : 2) / stretch;
  double sum = 0;
  const auto first = static_cast<std::int64_t>(std::floor(source - radius));
  const auto end = static_cast<std::int64_t>(std::ceil(source + radius));
  for (auto place = first; place <= end; ++place) {
    if (by.excludeOutside && (place < 0 || place > last)) continue;
    const auto weight = kernel((static_cast<double>(place) - source) * stretch, by);
    row[std::clamp<std::int64_t>(place, 0, last)] += weight;
    sum += weight;
  }
  for (std::int64_t i = 0; i <= last; ++i) row[i] /= sum;
}

/// One axis after the other, each as a product with a matrix of out×in weights.
at::Tensor resizedAlong(const at::Tensor& x, std::int64_t index, const AxisChange& axis,
                        const Interpolation& by) {
  requirePlausible({axis.out, axis.in});
  TORCH_CHECK(axis.in > 0 && axis.out > 0, "an axis of no length cannot be resized");
  auto weights = at::zeros({axis.out, axis.in}, at::kDouble);
  auto outside = at::zeros({axis.out}, at::kBool);
  const bool crops = by.coordinates == "tf_crop_and_resize";
  for (std::int64_t o = 0; o < axis.out; ++o) {
    const auto source = sourceOf(static_cast<double>(o), axis, by.coordinates);
    TORCH_CHECK(std::isfinite(source) && std::abs(source) < 1e9, "its scales are out of range");
    if (crops && (source < 0 || source > static_cast<double>(axis.in - 1))) outside[o] = true;
    fillRow(weights.data_ptr<double>() + o * axis.in, source, axis, by);
  }
  auto y = at::tensordot(x, weights.to(x.device(), x.scalar_type()), {index}, {1});
  y = y.movedim(-1, index);
  if (!crops) return y;
  Integers shape(static_cast<std::size_t>(x.dim()), 1);
  shape[static_cast<std::size_t>(index)] = -1;
  return y.masked_fill(outside.to(x.device()).view(shape), by.extrapolation);
}

at::Tensor resized(const at::Tensor& x, const std::vector<AxisChange>& axes,
                   const Interpolation& by) {
  Integers shape;
  for (const auto& axis : axes) shape.push_back(axis.out);
  requirePlausible(shape);
  auto y = x.is_floating_point() ? x : x.to(at::kFloat);
  for (std::size_t i = 0; i < axes.size(); ++i)
    if (axes[i].in != axes[i].out || axes[i].scale != 1 || axes[i].start != 0 || axes[i].end != 1)
      y = resizedAlong(y, static_cast<std::int64_t>(i), axes[i], by);
  return y.to(x.scalar_type());
}

/// Sizes instead of scales; a policy may keep the aspect ratio.
void settleSizes(const Integers& sizes, const Integers& order, const std::string& policy,
                 std::vector<AxisChange>& axes) {
  std::vector<double> scales;
  for (std::size_t i = 0; i < order.size(); ++i)
    scales.push_back(static_cast<double>(sizes[i]) /
                     static_cast<double>(axes[static_cast<std::size_t>(order[i])].in));
  for (std::size_t i = 0; i < order.size(); ++i) {
    auto& axis = axes[static_cast<std::size_t>(order[i])];
    axis.scale = scales[i];
    axis.out = sizes[i];
    if (policy == "stretch") continue;
    axis.scale = policy == "not_larger" ? *std::min_element(scales.begin(), scales.end())
                                        : *std::max_element(scales.begin(), scales.end());
    axis.out =
        static_cast<std::int64_t>(std::floor(axis.scale * static_cast<double>(axis.in) + 0.5));
  }
}

Tensors resize(const Call& call) {
  const auto& x = call[0];
  auto order = call.integers("axes", allAxes(x.dim()));
  for (auto& axis : order) axis = axisOf(axis, x.dim());
  std::vector<AxisChange> axes;
  for (const auto size : x.sizes()) axes.push_back({size, size});
  Interpolation by{call.text("coordinate_transformation_mode", "half_pixel"),
                   call.text("mode", "nearest"),
                   call.text("nearest_mode", "round_prefer_floor"),
                   call.number("cubic_coeff_a", -0.75),
                   call.integer("antialias", 0) != 0,
                   call.integer("exclude_outside", 0) != 0,
                   call.number("extrapolation_value", 0)};
  TORCH_CHECK(by.mode == "nearest" || by.mode == "linear" || by.mode == "cubic", "its mode \"",
              by.mode, "\" is unknown");
  const bool crops = by.coordinates == "tf_crop_and_resize";
  if (crops) {
    const auto roi = call.numbers(1);
    TORCH_CHECK(roi.size() == 2 * order.size(), "its roi needs ", 2 * order.size(), " numbers");
    for (std::size_t i = 0; i < order.size(); ++i) {
      axes[static_cast<std::size_t>(order[i])].start = roi[i];
      axes[static_cast<std::size_t>(order[i])].end = roi[order.size() + i];
    }
  }
  if (call.has(3) && call[3].numel() > 0) {
    const auto sizes = call.list(3);
    TORCH_CHECK(sizes.size() == order.size(), "its sizes needs ", order.size(), " numbers");
    settleSizes(sizes, order, call.text("keep_aspect_ratio_policy", "stretch"), axes);
    return {resized(x, axes, by)};
  }
  const auto scales = call.numbers(2);
  TORCH_CHECK(scales.size() == order.size(), "its scales needs ", order.size(), " numbers");
  for (std::size_t i = 0; i < order.size(); ++i) {
    auto& axis = axes[static_cast<std::size_t>(order[i])];
    TORCH_CHECK(scales[i] > 0 && scales[i] < 1e6, "its scales are out of range");
    axis.scale = scales[i];
    axis.out = static_cast<std::int64_t>(
        std::floor(static_cast<double>(axis.in) * (axis.end - axis.start) * axis.scale));
  }
  return {resized(x, axes, by)};
}

/// The forerunner of Resize, until opset 9.
Tensors upsample(const Call& call) {
  const auto& x = call[0];
  std::vector<double> scales;
  if (call.has(1)) {
    scales = call.numbers(1);
  } else if (const auto* attribute = call.attribute("scales")) {
    const auto* floats = std::get_if<std::vector<float>>(attribute);
    TORCH_CHECK(floats, "its scales are no numbers");
    scales.assign(floats->begin(), floats->end());
  }
  TORCH_CHECK(scales.size() == x.sizes().size(), "its scales needs ", x.dim(), " numbers");
  std::vector<AxisChange> axes;
  for (std::size_t i = 0; i < scales.size(); ++i) {
    TORCH_CHECK(scales[i] >= 1 && scales[i] < 1e6, "its scales are out of range");
    const auto size = x.size(static_cast<std::int64_t>(i));
    axes.push_back({size,
                    static_cast<std::int64_t>(std::floor(static_cast<double>(size) * scales[i])),
                    scales[i]});
  }
  Interpolation by{"asymmetric", call.text("mode", "nearest"), "floor"};
  return {resized(x, axes, by)};
}

/// Mode and padding by the numbers that ATen gives them.
Tensors gridSample(const Call& call) {
  const auto mode = call.text("mode", "linear"), padding = call.text("padding_mode", "zeros");
  const int modeNumber = mode == "nearest" ? 1 : mode.ends_with("cubic") ? 2 : 0;
  const int paddingNumber = padding == "border" ? 1 : padding == "reflection" ? 2 : 0;
  return {at::grid_sampler(call[0], call[1].to(call[0].scalar_type()), modeNumber, paddingNumber,
                           call.integer("align_corners", 0) != 0)};
}

Tensors affineGrid(const Call& call) {
  const auto size = call.list(1);
  requirePlausible(size);
  return {at::affine_grid_generator(call[0], size, call.integer("align_corners", 0) != 0)};
}

constexpr Operator operators[] = {
    {"Resize", resize, 0b1110},
    {"Upsample", upsample, 0b10},
    {"GridSample", gridSample},
    {"AffineGrid", affineGrid, 0b10},
};

}  // namespace

std::span<const Operator> resizeOperators() { return operators; }

}  // namespace rho::onnx
