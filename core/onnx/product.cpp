// SPDX-License-Identifier: Apache-2.0
// Products of matrices.
#include <ATen/ATen.h>

#include <algorithm>

#include "onnx/operator.h"

namespace rho::onnx {

namespace {

Tensors matrixProduct(const Call& call) { return {at::matmul(call[0], call[1])}; }

Tensors gemm(const Call& call) {
  const auto a = call.integer("transA", 0) ? call[0].t() : call[0];
  const auto b = call.integer("transB", 0) ? call[1].t() : call[1];
  const auto alpha = call.number("alpha", 1.0), beta = call.number("beta", 1.0);
  if (a.is_floating_point() && call.has(2)) return {at::addmm(call[2], a, b, beta, alpha)};
  auto y = at::mm(a, b);
  if (alpha != 1) y = (y * alpha).to(a.scalar_type());
  if (call.has(2)) y = y + (call[2] * beta).to(a.scalar_type());
  return {y};
}

/// 8-bit numbers less their zero points, which are per tensor, row or column.
Tensors integerProduct(const Call& call) {
  const auto shifted = [&](std::size_t input) {
    const auto values = call[input].to(at::kDouble);
    if (!call.has(input + 2)) return values;
    auto zero = call[input + 2].to(at::kDouble);
    if (input == 0 && zero.dim() == 1 && zero.numel() > 1) zero = zero.unsqueeze(-1);
    return values - zero;
  };
  return {at::matmul(shifted(0), shifted(1)).to(at::kInt)};
}

Tensors einsum(const Call& call) {
  const auto operands = call.all();
  return {at::einsum(call.text("equation", ""),
                     std::vector<at::Tensor>(operands.begin(), operands.end()))};
}

Tensors determinant(const Call& call) { return {at::linalg_det(call[0])}; }

constexpr Operator operators[] = {
    {"MatMul", matrixProduct}, {"Gemm", gemm},       {"MatMulInteger", integerProduct},
    {"Einsum", einsum},        {"Det", determinant},
};

}  // namespace

std::span<const Operator> productOperators() { return operators; }

}  // namespace rho::onnx
