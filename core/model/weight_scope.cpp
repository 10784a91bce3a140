// SPDX-License-Identifier: Apache-2.0
#include "model/weight_scope.h"

#include "model/tensor.h"

namespace rho::model {

void WeightPass::tapAt(const std::string& layer, bool detached) {
  m_wanted = layer;
  m_detached = detached;
}

torch::Tensor WeightPass::weight(const std::string& name, const std::vector<std::int64_t>& shape,
                                 bool isStatistic) {
  if (!m_parts) return m_weights->at(name);
  m_parts->weights.push_back({name, shape, isStatistic});
  return torch::empty(shape, torch::kMeta);
}

torch::Tensor WeightPass::layer(const std::string& name, const torch::Tensor& value) {
  if (m_parts) m_parts->layers.push_back(name);
  if (m_parts || name != m_wanted) return value;
  m_tapped = m_detached ? value.detach().requires_grad_(true) : value;
  return m_tapped;
}

torch::Tensor WeightPass::attention(const torch::Tensor& weights) {
  if (m_keepsAttention) m_attention.push_back(weights);
  return weights;
}

torch::Tensor rectified(const torch::Tensor& x) { return x.is_meta() ? x : at::relu(x); }

torch::Tensor rectifiedTo6(const torch::Tensor& x) {
  return x.is_meta() ? x : at::hardtanh(x, 0, 6);
}

torch::Tensor Scope::convolution(const std::string& name, const torch::Tensor& x,
                                 const Convolution& options) const {
  const auto full = m_prefix + name;
  const auto kernel = options.kernel, stride = options.stride, groups = options.groups;
  const auto padding = options.padding < 0 ? kernel / 2 : options.padding;
  const auto weight =
      m_pass.weight(full + ".weight", {options.out, x.size(1) / groups, kernel, kernel});
  const auto bias = options.bias ? m_pass.weight(full + ".bias", {options.out}) : torch::Tensor();
  const auto length = [&](std::int64_t from) { return (from + 2 * padding - kernel) / stride + 1; };
  // LibTorch knows the shape of a convolution without values from Python alone.
  if (m_pass.isSurvey())
    return m_pass.layer(
        full, x.new_empty({x.size(0), options.out, length(x.size(2)), length(x.size(3))}));
  return m_pass.layer(full, at::conv2d(x, weight, bias, stride, padding, 1, groups));
}

torch::Tensor Scope::norm(const std::string& name, const torch::Tensor& x) const {
  const auto full = m_prefix + name;
  const std::vector<std::int64_t> shape = {x.size(1)};
  const auto weight = m_pass.weight(full + ".weight", shape);
  const auto bias = m_pass.weight(full + ".bias", shape);
  const auto mean = m_pass.weight(full + ".running_mean", shape, true);
  const auto variance = m_pass.weight(full + ".running_var", shape, true);
  if (m_pass.isSurvey()) return m_pass.layer(full, x);
  return m_pass.layer(full,
                      at::batch_norm(x, weight, bias, mean, variance, false, 0.1, 1e-5, false));
}

torch::Tensor Scope::layerNorm(const std::string& name, const torch::Tensor& x,
                               double epsilon) const {
  const auto full = m_prefix + name;
  const std::vector<std::int64_t> shape = {x.size(-1)};
  const auto weight = m_pass.weight(full + ".weight", shape);
  const auto bias = m_pass.weight(full + ".bias", shape);
  return m_pass.isSurvey() ? x : at::layer_norm(x, shape, weight, bias, epsilon);
}

torch::Tensor Scope::linear(const std::string& name, const torch::Tensor& x,
                            std::int64_t out) const {
  const auto full = m_prefix + name;
  const auto weight = m_pass.weight(full + ".weight", {out, x.size(-1)});
  const auto bias = m_pass.weight(full + ".bias", {out});
  auto shape = x.sizes().vec();
  shape.back() = out;
  return m_pass.isSurvey() ? x.new_empty(shape) : at::linear(x, weight, bias);
}

torch::Tensor Scope::weight(const std::string& name, const std::vector<std::int64_t>& shape) const {
  return m_pass.weight(m_prefix + name, shape);
}

torch::Tensor Scope::averagePool(const torch::Tensor& x, std::int64_t size) const {
  if (m_pass.isSurvey()) return x.new_empty({x.size(0), x.size(1), size, size});
  return at::adaptive_avg_pool2d(x, {size, size});
}

torch::Tensor Scope::layer(const torch::Tensor& value) const {
  return m_pass.layer(m_prefix.substr(0, m_prefix.size() - 1), value);
}

torch::Tensor Scope::layer(const std::string& name, const torch::Tensor& value) const {
  return m_pass.layer(m_prefix + name, value);
}

torch::Tensor Scope::tokens(const std::string& name, const torch::Tensor& value, std::int64_t rows,
                            std::int64_t columns) const {
  const auto full = m_prefix + name;
  if (!m_pass.isTapped(full)) return value;
  const auto grid = rows * columns;
  const auto image = value.narrow(1, 1, grid)
                         .transpose(1, 2)
                         .reshape({value.size(0), value.size(2), rows, columns});
  const auto passed = m_pass.layer(full, image).flatten(2).transpose(1, 2);
  return at::cat({value.narrow(1, 0, 1), passed}, 1);
}

}  // namespace rho::model
