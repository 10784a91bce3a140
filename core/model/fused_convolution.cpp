// SPDX-License-Identifier: Apache-2.0
#include "model/fused_convolution.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/csrc/jit/runtime/custom_operator.h>

#include "model/winograd_bfloat16.h"

namespace rho::model {

namespace jit = torch::jit;

namespace {

using Numbers = at::IntArrayRef;
using Scalars = c10::List<std::optional<at::Scalar>>;

template <typename Signature>
auto oneDnn(const char* name, const char* overload = "") {
  return c10::Dispatcher::singleton().findSchemaOrThrow(name, overload).typed<Signature>();
}

at::Tensor packedWeight(const at::Tensor& weight, const Convolution& c,
                        at::OptionalIntArrayRef imageShape) {
  static const auto reorder =
      oneDnn<at::Tensor(const at::Tensor&, Numbers, Numbers, Numbers, std::int64_t,
                        at::OptionalIntArrayRef)>("mkldnn::_reorder_convolution_weight");
  return reorder.call(weight, c.padding, c.stride, c.dilation, c.groups, imageShape);
}

bool suitsWinograd(const Convolution& c, at::ScalarType type) {
  const auto ones = [](const std::vector<std::int64_t>& n) { return n[0] == 1 && n[1] == 1; };
  return type == at::kBFloat16 && hasWinograd() && c.weight.size(0) % 64 == 0 &&
         c.weight.size(1) % 32 == 0 && c.weight.size(2) == 3 && c.weight.size(3) == 3 &&
         ones(c.stride) && ones(c.padding) && ones(c.dilation) && c.groups == 1;
}

/// Five dimensions tell these weights from oneDNN's.
PackedWeights packedForWinograd(const Convolution& c) {
  const auto weight = c.weight.detach().contiguous();
  const auto results = weight.size(0), channels = weight.size(1);
  auto packed = winogradWeights(weight.const_data_ptr<float>(), results, channels);
  const auto view = at::from_blob(packed.data(), {results / 64, 16, channels / 2, 64, 2},
                                  at::TensorOptions(at::kBFloat16));
  return {view.clone(), c.bias.defined() ? c.bias.detach().contiguous() : at::zeros({results})};
}

/// In the given type with the channels of a pixel next to each other; the tensor itself if it is
/// so.
at::Tensor channelsLast(const at::Tensor& tensor, at::ScalarType type) {
  return tensor.to(type, false, false, at::MemoryFormat::ChannelsLast)
      .contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor convolve(const FusedCall& c, bool relu) {
  static const auto run =
      oneDnn<at::Tensor(const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&,
                        Numbers, Numbers, Numbers, std::int64_t, std::string_view, Scalars,
                        std::optional<std::string_view>)>("mkldnn::_convolution_pointwise");
  return run.call(c.x, c.weight, c.bias, c.padding, c.stride, c.dilation, c.groups,
                  relu ? "relu" : "none", Scalars(), "");
}

std::optional<std::string_view> activation(const FusedCall& c) {
  return c.relu ? std::optional<std::string_view>("relu") : std::nullopt;
}

at::Tensor convolveOnto(const FusedCall& c, at::Tensor sum) {
  static const auto run = oneDnn<at::Tensor&(
      at::Tensor&, const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&, Numbers,
      Numbers, Numbers, std::int64_t, std::string_view, std::optional<at::Scalar>,
      std::optional<std::string_view>, Scalars, std::optional<std::string_view>)>(
      "mkldnn::_convolution_pointwise_", "binary");
  run.call(sum, c.x, c.weight, c.bias, c.padding, c.stride, c.dilation, c.groups, "add", 1.0,
           activation(c), Scalars(), std::nullopt);
  return sum;
}

bool hasResultShape(const FusedCall& c, const at::Tensor& tensor) {
  if (tensor.dim() != 4 || tensor.size(0) != c.x.size(0) || tensor.size(1) != c.weight.size(0))
    return false;
  for (std::int64_t i = 0; i < 2; ++i) {
    const auto k = static_cast<std::size_t>(i);
    const auto covered = c.dilation[k] * (c.weight.size(2 + i) - 1) + 1;
    if (tensor.size(2 + i) != (c.x.size(2 + i) + 2 * c.padding[k] - covered) / c.stride[k] + 1)
      return false;
  }
  return true;
}

const std::uint16_t* bits(const at::Tensor& t) {
  return reinterpret_cast<const std::uint16_t*>(t.const_data_ptr<at::BFloat16>());
}

at::Tensor winogradOnto(const FusedCall& c, const at::Tensor& other, at::Tensor out, bool relu) {
  TORCH_CHECK(c.x.size(1) == c.weight.size(2) * 2, "the image has other channels than the weights");
  winograd({.images = c.x.size(0),
            .height = c.x.size(2),
            .width = c.x.size(3),
            .channels = c.x.size(1),
            .results = out.size(1),
            .input = bits(c.x),
            .weights = bits(c.weight),
            .bias = c.bias->const_data_ptr<float>(),
            .other = other.defined() ? bits(other) : nullptr,
            .output = reinterpret_cast<std::uint16_t*>(out.data_ptr<at::BFloat16>()),
            .relu = relu});
  return out;
}

at::Tensor winogradResult(const FusedCall& c) {
  const std::vector<std::int64_t> shape = {c.x.size(0), c.weight.size(0) * 64, c.x.size(2),
                                           c.x.size(3)};
  const auto empty = [&] {
    return at::empty(shape, c.x.options().memory_format(at::MemoryFormat::ChannelsLast));
  };
  if (!c.other) return winogradOnto(c, {}, empty(), c.relu);
  if (c.other->sizes() == shape) {
    const auto other = channelsLast(*c.other, at::kBFloat16);
    return winogradOnto(c, other, c.inPlace ? other : empty(), c.relu);
  }
  const auto sum = winogradOnto(c, {}, empty(), false) + c.other->to(at::kBFloat16);
  return c.relu ? at::relu(sum) : sum;
}

std::optional<at::Tensor> optionalTensor(const jit::IValue& value) {
  return value.isNone() ? std::nullopt : std::optional(value.toTensor());
}

void runFused(jit::Stack& stack) {
  const auto in = [&](std::size_t i) -> const jit::IValue& { return jit::peek(stack, i, 10); };
  FusedCall call{in(0).toTensor(),      in(1).toTensor(),    optionalTensor(in(2)),
                 optionalTensor(in(3)), in(4).toIntVector(), in(5).toIntVector(),
                 in(6).toIntVector(),   in(7).toInt(),       in(8).toBool(),
                 in(9).toBool()};
  jit::drop(stack, 10);
  jit::push(stack, fusedConvolve(std::move(call)));
}

void runPlain(jit::Stack& stack) {
  jit::push(stack, jit::pop(stack).toTensor().to(at::kFloat).contiguous());
}

void registerOperators() {
  static const jit::RegisterOperators registered(
      {jit::Operator("rho::conv2d(Tensor x, Tensor weight, Tensor? bias, Tensor? other, "
                     "int[] stride, int[] padding, int[] dilation, int groups, bool in_place, "
                     "bool relu) -> Tensor",
                     runFused, c10::AliasAnalysisKind::CONSERVATIVE),
       jit::Operator("rho::plain(Tensor x) -> Tensor", runPlain,
                     c10::AliasAnalysisKind::CONSERVATIVE)});
}

}  // namespace

at::Tensor fusedConvolve(FusedCall c) {
  TORCH_CHECK(c.x.dim() == 4, "a batch of images is needed");
  const auto type = c.weight.scalar_type();
  c.x = channelsLast(c.x, type);
  if (c.weight.dim() == 5) return winogradResult(c);
  if (!c.other) return convolve(c, c.relu);
  // Sides of other shapes are repeated by a sum; grouped weights do not tell their shape.
  if (c.groups == 1 && hasResultShape(c, *c.other)) {
    auto sum = channelsLast(*c.other, type);
    if (!c.inPlace && sum.is_same(*c.other)) sum = sum.clone();
    return convolveOnto(c, sum);
  }
  const auto sum = convolve(c, false) + c.other->to(type);
  return c.relu ? at::relu(sum) : sum;
}

PackedWeights pack(const Convolution& convolution, at::ScalarType type,
                   at::OptionalIntArrayRef imageShape) {
  if (suitsWinograd(convolution, type)) return packedForWinograd(convolution);
  const auto weight = convolution.weight.detach().to(type).contiguous();
  return {packedWeight(weight, convolution, imageShape),
          convolution.bias.defined() ? convolution.bias.detach().to(type) : at::Tensor()};
}

c10::Symbol fusedConvolution() {
  registerOperators();
  return c10::Symbol::fromQualString("rho::conv2d");
}

c10::Symbol plainTensor() {
  registerOperators();
  return c10::Symbol::fromQualString("rho::plain");
}

}  // namespace rho::model
