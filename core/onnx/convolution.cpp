// SPDX-License-Identifier: Apache-2.0
// Convolutions of one to three spatial axes, with any padding.
#include <ATen/ATen.h>

#include "onnx/operator.h"
#include "onnx/window.h"

namespace rho::onnx {

namespace {

Integers zeros(std::size_t rank) { return Integers(rank, 0); }

at::Tensor convolved(const Call& call, const at::Tensor& x, const at::Tensor& weight,
                     const at::Tensor& bias) {
  TORCH_CHECK(x.dim() >= 3 && x.dim() == weight.dim(), "an input of shape ", x.sizes(),
              " does not fit weights of shape ", weight.sizes());
  const auto window = windowOf(call, x.sizes().slice(2), weight.sizes().slice(2).vec());
  const bool isPlain =
      window.isSymmetric() && std::all_of(window.begin.begin(), window.begin.end(),
                                          [](auto padding) { return padding >= 0; });
  const auto padded =
      isPlain ? x : at::constant_pad_nd(x, paddingForAten(window.begin, window.end));
  return at::convolution(padded, weight, bias, window.stride,
                         isPlain ? window.begin : zeros(window.rank()), window.dilation, false,
                         zeros(window.rank()), call.integer("group", 1));
}

Tensors convolution(const Call& call) {
  return {convolved(call, call[0], call[1], call.optional(2))};
}

/// 8-bit numbers less their zero points; exact, as long as the sums stay below 2^53.
Tensors integerConvolution(const Call& call) {
  const auto shifted = [&](std::size_t input) {
    const auto values = call[input].to(at::kDouble);
    if (!call.has(input + 2)) return values;
    auto zero = call[input + 2].to(at::kDouble);
    TORCH_CHECK(values.dim() > 0, "takes no single numbers");
    if (zero.dim() == 1 && zero.numel() > 1) {
      Integers shape(static_cast<std::size_t>(values.dim()), 1);
      shape[0] = -1;
      zero = zero.view(shape);
    }
    return values - zero;
  };
  return {convolved(call, shifted(0), shifted(1), {}).to(at::kInt)};
}

/// Inputs x, scale, zero; weights, scales, zeros per filter; scale and zero of the result; bias in
/// units of the product of the first two scales.
Tensors quantisedConvolution(const Call& call) {
  const auto& weight = call[3];
  TORCH_CHECK(weight.dim() >= 3, "weights of shape ", weight.sizes(), " have no kernel");
  Integers perFilter(static_cast<std::size_t>(weight.dim()), 1), perChannel = perFilter;
  perFilter[0] = perChannel[1] = -1;
  const auto x = call[0].to(at::kDouble) - call[2].to(at::kDouble);
  const auto w = weight.to(at::kDouble) - call[5].to(at::kDouble).view(perFilter);
  const auto bias = call.has(8) ? call[8].to(at::kDouble) : at::Tensor();
  const auto scale =
      call[1].to(at::kDouble) * call[4].to(at::kDouble).view(perChannel) / call[6].to(at::kDouble);
  const auto y = at::round(convolved(call, x, w, bias) * scale) + call[7].to(at::kDouble);
  const bool isSigned = call[7].scalar_type() == at::kChar;
  return {at::clamp(y, isSigned ? -128 : 0, isSigned ? 127 : 255).to(call[7].scalar_type())};
}

/// Where each place of the kernel looks is moved by an input of its own, per place of the result
/// (arXiv 1811.11168); a mask may weigh it.
Tensors deformableConvolution(const Call& call) {
  const auto& x = call[0];
  const auto& weight = call[1];
  TORCH_CHECK(x.dim() == 4 && weight.dim() == 4, "is supported for images");
  const auto window = windowOf(call, x.sizes().slice(2), weight.sizes().slice(2).vec());
  const auto n = x.size(0), c = x.size(1), height = x.size(2), width = x.size(3);
  const auto parts = call.integer("offset_group", 1), groups = call.integer("group", 1);
  TORCH_CHECK(parts > 0 && c % parts == 0 && groups > 0 && c % groups == 0, c,
              " channels do not divide into its groups");
  const auto rows = window.outputs[0], columns = window.outputs[1];
  const auto kernel = window.kernel[0] * window.kernel[1];
  const auto places = [&](std::size_t axis) {
    return at::arange(window.outputs[axis], x.options()) * window.stride[axis] - window.begin[axis];
  };
  const auto taps = [&](std::size_t axis) {
    return at::arange(window.kernel[axis], x.options()) * window.dilation[axis];
  };
  // part × tap × row × column
  const auto offset = call[2].reshape({n * parts, kernel, 2, rows, columns});
  const auto tapRow = taps(0).repeat_interleave(window.kernel[1]).view({1, -1, 1, 1});
  const auto tapColumn = taps(1).repeat({window.kernel[0]}).view({1, -1, 1, 1});
  const auto v = offset.select(2, 0) + tapRow + places(0).view({1, 1, -1, 1});
  const auto u = offset.select(2, 1) + tapColumn + places(1).view({1, 1, 1, -1});
  const auto grid = at::stack({(2 * u + 1) / width - 1, (2 * v + 1) / height - 1}, -1)
                        .reshape({n * parts, kernel * rows, columns, 2});
  auto seen = at::grid_sampler(x.reshape({n * parts, c / parts, height, width}), grid, 0, 0, false)
                  .reshape({n, parts, c / parts, kernel, rows * columns});
  if (call.has(4)) seen = seen * call[4].reshape({n, parts, 1, kernel, rows * columns});
  // group × (channel·tap) × place, times the filters of the group
  seen = seen.reshape({n, groups, c / groups * kernel, rows * columns});
  const auto result = at::matmul(weight.reshape({1, groups, weight.size(0) / groups, -1}), seen)
                          .reshape({n, weight.size(0), rows, columns});
  return {call.has(3) ? result + call[3].view({1, -1, 1, 1}) : result};
}

/// Sums of what a file says must not overflow.
void requireSmall(const char* name, const Integers& values) {
  for (const auto value : values)
    TORCH_CHECK(value >= 0 && value < (1 << 24), "its attribute ", name, " is out of range");
}

/// The padding of a transposed convolution, which cuts its result, from output_shape or auto_pad.
void settlePadding(const Call& call, at::IntArrayRef spatial, const Integers& more,
                   Window& window) {
  const auto automatic = call.text("auto_pad", "NOTSET");
  auto wanted = call.integers("output_shape");
  const bool isSame = automatic.starts_with("SAME");
  if (wanted.empty() && !isSame) return;
  if (wanted.size() > window.rank())
    wanted.erase(wanted.begin(), wanted.end() - static_cast<std::ptrdiff_t>(window.rank()));
  TORCH_CHECK(wanted.empty() || wanted.size() == window.rank(), "its attribute output_shape needs ",
              window.rank(), " numbers");
  requireSmall("output_shape", wanted);
  for (std::size_t i = 0; i < window.rank(); ++i) {
    const auto size = wanted.empty() ? spatial[i] * window.stride[i] : wanted[i];
    const auto total = window.stride[i] * (spatial[i] - 1) + more[i] + window.extent(i) - size;
    // What is missing is added at the end.
    window.begin[i] = total < 0 ? 0 : automatic == "SAME_UPPER" ? total / 2 : total - total / 2;
    window.end[i] = total - window.begin[i];
  }
}

Tensors transposedConvolution(const Call& call) {
  const auto& x = call[0];
  const auto& weight = call[1];
  TORCH_CHECK(x.dim() >= 3 && x.dim() == weight.dim(), "an input of shape ", x.sizes(),
              " does not fit weights of shape ", weight.sizes());
  const auto spatial = x.sizes().slice(2);
  Window window;
  window.kernel = weight.sizes().slice(2).vec();  // kernel_shape says the same, or nonsense
  const auto rank = spatial.size();
  window.stride = perAxis(call, "strides", rank);
  window.dilation = perAxis(call, "dilations", rank);
  readPads(call, window);
  if (call.text("auto_pad", "NOTSET") == "VALID") window.begin = window.end = zeros(rank);
  const auto more = call.integers("output_padding", zeros(rank));
  TORCH_CHECK(more.size() == rank, "its attribute output_padding needs ", rank, " numbers");
  requireSmall("output_padding", more);
  settlePadding(call, spatial, more, window);

  // Computed whole and cut afterwards: the padding may differ between the ends, and what is added
  // at the end (output_padding) receives nothing but the bias.
  auto y = at::convolution(x, weight, {}, window.stride, zeros(rank), window.dilation, true,
                           zeros(rank), call.integer("group", 1));
  Integers begin, end;
  for (std::size_t i = 0; i < rank; ++i) {
    begin.push_back(-window.begin[i]);
    end.push_back(more[i] - window.end[i]);
  }
  y = at::constant_pad_nd(y, paddingForAten(begin, end));
  if (!call.has(2)) return {y};
  Integers perChannel(rank + 2, 1);
  perChannel[1] = -1;
  return {y + call[2].view(perChannel)};
}

/// Columns of a kernel's patches back to an image; where they overlap they add.
Tensors columnsToImage(const Call& call) {
  const auto image = call.list(1), block = call.list(2);
  const auto rank = image.size();
  TORCH_CHECK(rank == 2 && block.size() == 2, "is supported for images of two axes");
  requirePlausible(image);
  const auto pads = call.integers("pads", zeros(4));
  TORCH_CHECK(pads.size() == 4, "its attribute pads needs 4 numbers");
  const Integers whole = {image[0] + pads[0] + pads[2], image[1] + pads[1] + pads[3]};
  const auto y = at::col2im(call[0], whole, block, perAxis(call, "dilations", 2), zeros(2),
                            perAxis(call, "strides", 2));
  return {at::constant_pad_nd(y, Integers{-pads[1], -pads[3], -pads[0], -pads[2]})};
}

constexpr Operator operators[] = {
    {"Conv", convolution},
    {"ConvInteger", integerConvolution},
    {"QLinearConv", quantisedConvolution},
    {"DeformConv", deformableConvolution},
    {"ConvTranspose", transposedConvolution},
    {"Col2Im", columnsToImage, 0b110},
};

}  // namespace

std::span<const Operator> convolutionOperators() { return operators; }

}  // namespace rho::onnx
