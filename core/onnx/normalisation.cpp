// SPDX-License-Identifier: Apache-2.0
#include <ATen/ATen.h>

#include "onnx/operator.h"

namespace rho::onnx {

namespace {

/// A value per channel, ready to broadcast over N×C×spatial.
at::Tensor perChannel(const at::Tensor& values, const at::Tensor& x) {
  Integers shape(static_cast<std::size_t>(x.dim()), 1);
  shape.at(1) = -1;
  return values.view(shape);
}

Tensors batchNormalisation(const Call& call) {
  const auto& x = call[0];
  const auto epsilon = call.number("epsilon", 1e-5), momentum = call.number("momentum", 0.9);
  const auto type = x.scalar_type();
  if (!call.integer("training_mode", 0))
    return {at::batch_norm(x, call[1].to(type), call[2].to(type), call[3].to(type),
                           call[4].to(type), false, 0, epsilon, false)};
  auto axes = allAxes(x.dim());
  axes.erase(axes.begin() + 1);
  const auto mean = x.mean(axes), variance = x.var(axes, false);
  const auto y = (x - perChannel(mean, x)) / at::sqrt(perChannel(variance, x) + epsilon) *
                     perChannel(call[1], x) +
                 perChannel(call[2], x);
  return {y, call[3] * momentum + mean * (1 - momentum),
          call[4] * momentum + variance * (1 - momentum)};
}

Tensors instanceNormalisation(const Call& call) {
  return {at::instance_norm(call[0], call[1], call[2], {}, {}, true, 0,
                            call.number("epsilon", 1e-5), false)};
}

/// Numbers of 16 bits are normalised in 32, as stash_type asks for.
at::Tensor wide(const at::Tensor& x) {
  return c10::elementSize(x.scalar_type()) < 4 ? x.to(at::kFloat) : x;
}

Tensors layerNormalisation(const Call& call) {
  const auto& x = call[0];
  const auto axis = axisOf(call.integer("axis", -1), x.dim());
  const auto epsilon = call.number("epsilon", 1e-5);
  const auto shape = x.sizes().slice(static_cast<std::size_t>(axis));
  const bool fits = call[1].sizes() == shape && (!call.has(2) || call[2].sizes() == shape);
  if (call.outputs() == 1 && fits)
    return {at::layer_norm(x, shape, call[1], call.optional(2), epsilon)};
  const auto values = wide(x);
  const auto axes = allAxes(x.dim(), axis);
  const auto mean = values.mean(axes, true);
  const auto centred = values - mean;
  const auto inverse = at::rsqrt(centred.square().mean(axes, true) + epsilon);
  auto y = (centred * inverse).to(x.scalar_type()) * call[1];
  if (call.has(2)) y = y + call[2];
  return {y, mean, inverse};
}

Tensors rmsNormalisation(const Call& call) {
  const auto& x = call[0];
  const auto axes = allAxes(x.dim(), axisOf(call.integer("axis", -1), x.dim()));
  const auto values = wide(x);
  const auto inverse = at::rsqrt(values.square().mean(axes, true) + call.number("epsilon", 1e-5));
  return {(values * inverse).to(x.scalar_type()) * call[1]};
}

/// Until opset 20 scale and bias are per group.
Tensors groupNormalisation(const Call& call) {
  const auto& x = call[0];
  const auto groups = call.integer("num_groups", 0);
  TORCH_CHECK(x.dim() >= 2 && groups > 0 && x.size(1) % groups == 0, x.size(1),
              " channels are no multiple of num_groups");
  const auto perGroup = x.size(1) / groups;
  const auto spread = [&](const at::Tensor& values) {
    return values.numel() == groups && perGroup > 1 ? values.repeat_interleave(perGroup) : values;
  };
  return {at::group_norm(x, groups, spread(call[1]), spread(call[2]), call.number("epsilon", 1e-5),
                         false)};
}

/// Across neighbouring channels.
Tensors localResponse(const Call& call) {
  const auto& x = call[0];
  const auto size = call.integer("size", 1);
  TORCH_CHECK(size > 0 && size <= 1 << 20, "its size must be positive");
  Integers padding(2 * static_cast<std::size_t>(x.dim() - 2), 0);
  padding.push_back((size - 1) / 2);
  padding.push_back(size / 2);
  const auto sums = at::constant_pad_nd(x.square(), padding).unfold(1, size, 1).sum(-1);
  const auto alpha = call.number("alpha", 1e-4);
  return {x / at::pow(sums * (alpha / static_cast<double>(size)) + call.number("bias", 1.0),
                      call.number("beta", 0.75))};
}

/// Where the norm is zero, the result is.
Tensors lpNormalisation(const Call& call) {
  const auto& x = call[0];
  const auto axis = axisOf(call.integer("axis", -1), x.dim());
  const auto p = call.integer("p", 2);
  const auto norm = p == 1 ? x.abs().sum(axis, true) : x.square().sum(axis, true).sqrt();
  const auto isZero = norm == 0;
  return {at::where(isZero, at::zeros_like(x), x / norm.masked_fill(isZero, 1))};
}

Tensors meanVariance(const Call& call) {
  const auto& x = call[0];
  const auto axes = axesOf(call.integers("axes", {0, 2, 3}), x.dim());
  return {(x - x.mean(axes, true)) / (x.var(axes, false, true).sqrt() + 1e-9)};
}

/// A trained network passes everything on.
Tensors dropout(const Call& call) {
  const bool trains = call.has(2) && call[2].item<bool>();
  const auto ratio = call.has(1) ? call[1].item<double>() : 0.5;
  TORCH_CHECK(!trains || ratio == 0, "is in training mode: export the network in evaluation mode");
  return {call[0], at::ones_like(call[0], at::kBool)};
}

constexpr Operator operators[] = {
    {"BatchNormalization", batchNormalisation},
    {"InstanceNormalization", instanceNormalisation},
    {"LayerNormalization", layerNormalisation},
    {"RMSNormalization", rmsNormalisation},
    {"GroupNormalization", groupNormalisation},
    {"LRN", localResponse},
    {"LpNormalization", lpNormalisation},
    {"MeanVarianceNormalization", meanVariance},
    {"Dropout", dropout, 0b110},
};

}  // namespace

std::span<const Operator> normalisationOperators() { return operators; }

}  // namespace rho::onnx
