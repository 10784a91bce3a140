// SPDX-License-Identifier: Apache-2.0
// Attention as one operator (opset 23), and the embeddings of positions that go with it.
#include <ATen/ATen.h>

#include <cmath>

#include "onnx/operator.h"
#include "onnx/tensor_record.h"

namespace rho::onnx {

namespace {

/// batch × sequence × (heads·size) as batch × heads × sequence × size.
at::Tensor inHeads(const at::Tensor& x, std::int64_t heads) {
  if (x.dim() == 4) return x;
  TORCH_CHECK(x.dim() == 3 && heads > 0 && x.size(2) % heads == 0, "a tensor of shape ", x.sizes(),
              " does not divide into ", heads, " heads");
  return x.view({x.size(0), x.size(1), heads, -1}).transpose(1, 2);
}

/// Fewer heads of keys and values serve several of the queries.
at::Tensor sharedHeads(const at::Tensor& x, std::int64_t heads) {
  TORCH_CHECK(x.size(1) > 0 && heads % x.size(1) == 0, heads, " heads are no multiple of ",
              x.size(1));
  return heads == x.size(1) ? x : x.repeat_interleave(heads / x.size(1), 1);
}

/// Which keys each query may see for its place; undefined where it is all of them. Queries count
/// from `offset` on, per image.
at::Tensor allowedByPlace(const Call& call, const at::Tensor& scores, const at::Tensor& offset) {
  const bool isCausal = call.integer("is_causal", 0) != 0;
  const auto left = call.integer("left_window_size", -1);
  const auto right = call.integer("right_window_size", -1);
  if (!isCausal && left < 0 && right < 0) return {};
  const auto options = scores.options().dtype(at::kLong);
  const auto keys = at::arange(scores.size(3), options).view({1, 1, 1, -1});
  const auto places = at::arange(scores.size(2), options).view({1, 1, -1, 1}) +
                      offset.to(options.device()).view({-1, 1, 1, 1});
  auto allowed = at::ones_like(keys - places, at::kBool);
  if (isCausal) allowed = allowed.logical_and(keys <= places);
  if (left >= 0) allowed = allowed.logical_and(keys >= places - left);
  if (right >= 0) allowed = allowed.logical_and(keys <= places + right);
  return allowed;
}

constexpr double never = -std::numeric_limits<double>::infinity();

/// The mask may be shorter than the keys: what it leaves out is not seen.
at::Tensor masked(const at::Tensor& scores, const at::Tensor& mask) {
  const auto missing = scores.size(3) - mask.size(-1);
  if (mask.scalar_type() == at::kBool) {
    const auto whole = missing > 0 ? at::constant_pad_nd(mask, {0, missing}, 0) : mask;
    return scores.masked_fill(whole.logical_not(), never);
  }
  const auto whole = missing > 0 ? at::constant_pad_nd(mask, {0, missing}, never) : mask;
  return scores + whole.to(scores.scalar_type());
}

/// A query that sees nothing gives zeros.
at::Tensor probabilities(const at::Tensor& scores) {
  const auto sees = scores.isneginf().all(-1, true).logical_not();
  if (sees.all().item<bool>()) return scores.softmax(-1);
  return at::where(sees, scores.masked_fill(sees.logical_not(), 0).softmax(-1),
                   at::zeros({}, scores.options()));
}

Tensors attention(const Call& call) {
  const bool isFlat = call[0].dim() == 3;
  const auto q = inHeads(call[0], call.integer("q_num_heads", 0));
  auto k = inHeads(call[1], call.integer("kv_num_heads", 0));
  auto v = inHeads(call[2], call.integer("kv_num_heads", 0));
  if (call.has(4)) k = at::cat({call[4], k}, 2);
  if (call.has(5)) v = at::cat({call[5], v}, 2);
  const auto presentKeys = k, presentValues = v;
  k = sharedHeads(k, q.size(1));
  v = sharedHeads(v, q.size(1));

  const auto scale = std::sqrt(call.number("scale", 1 / std::sqrt(static_cast<double>(q.size(3)))));
  auto scores = at::matmul(q * scale, (k * scale).transpose(2, 3));
  const auto mode = call.integer("qk_matmul_output_mode", 0);
  auto shown = scores;
  if (const auto cap = call.number("softcap", 0); cap > 0) scores = at::tanh(scores / cap) * cap;
  if (mode == 1) shown = scores;

  auto offset = at::zeros({1}, at::kLong);
  if (call.has(4)) offset = at::full({1}, call[4].size(2), at::kLong);
  if (call.has(6)) {
    const auto lengths = call[6].to(at::kLong).view({-1, 1, 1, 1});
    if (!call.has(4)) offset = lengths.flatten() - q.size(2);
    const auto keys = at::arange(scores.size(3), lengths.options()).view({1, 1, 1, -1});
    scores = scores.masked_fill(keys >= lengths, never);
  }
  if (const auto allowed = allowedByPlace(call, scores, offset); allowed.defined())
    scores = scores.masked_fill(allowed.logical_not(), never);
  if (call.has(3)) scores = masked(scores, call[3]);
  if (mode == 2) shown = scores;

  const auto precision = call.integer("softmax_precision", 0);
  const auto type = scalarType(precision).value_or(scores.scalar_type());
  const auto weights = probabilities(scores.to(type)).to(scores.scalar_type());
  if (mode == 3) shown = weights;
  auto y = at::matmul(weights, v);
  if (isFlat) y = y.transpose(1, 2).flatten(2);
  return {y, presentKeys, presentValues, shown};
}

/// Turns pairs of values by an angle that grows with the place (doi 10.48550/arXiv.2104.09864).
Tensors rotaryEmbedding(const Call& call) {
  const bool isFlat = call[0].dim() == 3;
  const auto x = inHeads(call[0], call.integer("num_heads", 0)).transpose(1, 2);
  auto turned = call.integer("rotary_embedding_dim", 0);
  if (turned == 0) turned = x.size(3);
  TORCH_CHECK(turned > 0 && turned <= x.size(3) && turned % 2 == 0, "a rotary dimension of ",
              turned, " in heads of ", x.size(3));
  auto cosine = call[1], sine = call[2];
  if (call.has(3)) {
    const auto places = call[3].to(at::kLong);
    auto shape = places.sizes().vec();
    shape.push_back(-1);
    cosine = cosine.index_select(0, places.flatten()).view(shape);
    sine = sine.index_select(0, places.flatten()).view(shape);
  }
  cosine = cosine.unsqueeze(2);
  sine = sine.unsqueeze(2);
  const auto head = x.narrow(3, 0, turned);
  const bool interleaved = call.integer("interleaved", 0) != 0;
  const auto half = turned / 2;
  const auto a = interleaved ? head.slice(3, 0, turned, 2) : head.narrow(3, 0, half);
  const auto b = interleaved ? head.slice(3, 1, turned, 2) : head.narrow(3, half, half);
  const auto real = cosine * a - sine * b, imaginary = sine * a + cosine * b;
  const auto rotated =
      interleaved ? at::stack({real, imaginary}, -1).flatten(3) : at::cat({real, imaginary}, 3);
  const auto y = at::cat({rotated, x.narrow(3, turned, x.size(3) - turned)}, 3);
  return {isFlat ? y.flatten(2) : y.transpose(1, 2)};
}

constexpr Operator operators[] = {
    {"Attention", attention},
    {"RotaryEmbedding", rotaryEmbedding},
};

}  // namespace

std::span<const Operator> attentionOperators() { return operators; }

}  // namespace rho::onnx
