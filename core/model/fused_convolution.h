// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>
#include <ATen/core/interned_strings.h>

#include <optional>
#include <vector>

namespace rho::model {

/// The arguments of a two-dimensional convolution.
struct Convolution {
  at::Tensor weight, bias;  ///< bias may be undefined
  std::vector<std::int64_t> stride, padding, dilation;
  std::int64_t groups = 1;
};

struct PackedWeights {
  at::Tensor weight, bias;
};

/// The weights in the given type and in the order that oneDNN, or winograd(), reads. oneDNN's order
/// depends on the shape of the images: where it was packed for none, or another one, some
/// convolutions order their weights anew in every call, which takes ten times as long as the rest.
PackedWeights pack(const Convolution& convolution, at::ScalarType type,
                   at::OptionalIntArrayRef imageShape = std::nullopt);

/// x, packed weights and what the fused operators add to a convolution.
struct FusedCall {
  at::Tensor x, weight;
  std::optional<at::Tensor> bias, other;
  std::vector<std::int64_t> stride, padding, dilation;
  std::int64_t groups = 1;
  bool inPlace = false, relu = false;
};

/// relu?(convolution(x) + other?) from packed weights, in their type, channels last. x and other
/// may have any type and order; inPlace allows writing over other.
at::Tensor fusedConvolve(FusedCall call);

/// fusedConvolve as the TorchScript operator rho::conv2d(Tensor x, Tensor weight, Tensor? bias,
/// Tensor? other, int[] stride, int[] padding, int[] dilation, int groups, bool in_place, bool
/// relu) -> Tensor.
c10::Symbol fusedConvolution();

/// TorchScript operator rho::plain(Tensor x) -> Tensor: contiguous, 32-bit numbers.
c10::Symbol plainTensor();

}  // namespace rho::model
