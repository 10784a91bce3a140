// SPDX-License-Identifier: Apache-2.0
#include "model/frozen_engine.h"

#include <algorithm>

#include "model/flush_subnormals.h"
#include "model/frozen_pass.h"
#include "model/parallel.h"
#include "model/tensor.h"

namespace rho::model {

using namespace frozen;

namespace {

std::vector<float> values(const torch::Tensor& tensor) {
  const auto flat = tensor.detach().to(torch::kCPU, torch::kFloat).contiguous();
  return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

/// The nine taps of out×in×3×3 weights, each packed.
std::vector<float> packTaps(const Kernels& kernels, const torch::Tensor& weights) {
  std::vector<float> taps;
  for (int tap = 0; tap < 9; ++tap) {
    const auto one = packTap(kernels, values(weights.select(3, tap % 3).select(2, tap / 3)),
                             static_cast<int>(weights.size(0)), static_cast<int>(weights.size(1)));
    taps.insert(taps.end(), one.begin(), one.end());
  }
  return taps;
}

/// The form of Kernels::scatter: for each row of taps, from each output the values of its three
/// taps for all channels.
std::vector<float> packScatter(const torch::Tensor& weights) {
  const auto rows = torch::zeros({3, weights.size(0), 16});
  const auto values3 = weights.detach().to(torch::kFloat).permute({2, 0, 3, 1}).flatten(2);
  rows.narrow(2, 0, values3.size(2)).copy_(values3);
  return values(rows);
}

FrozenConvolution packConvolution(const Kernels& kernels, const torch::Tensor& weights,
                                  bool strided) {
  FrozenConvolution result;
  result.outputs = static_cast<int>(weights.size(0));
  result.inputs = static_cast<int>(weights.size(1));
  if (strided) {
    result.forward = packTaps(kernels, weights);
    result.backward = packTaps(kernels, weights.transpose(0, 1));
  } else {
    const auto flat = values(weights);
    result.forward =
        packWinograd(kernels, flat.data(), result.outputs, result.inputs, /*transposed=*/false);
    result.backward =
        packWinograd(kernels, flat.data(), result.outputs, result.inputs, /*transposed=*/true);
  }
  return result;
}

}  // namespace

FrozenResNet::Engine::Engine(const FrozenWeights& weights) : m_layers(kernels()) {
  torch::NoGradGuard noGrad;
  auto& layers = m_layers;
  layers.channels = static_cast<int>(weights.stem.size(1));
  layers.stemStride = weights.stemStride;
  layers.stemForward = packTaps(layers.kernels, weights.stem);
  layers.stemBackward = packScatter(weights.stem);
  for (const auto& group : weights.groups) {
    auto& blocks = layers.groups.emplace_back();
    for (const auto& block : group) {
      const bool strided = block.shortcut.defined();
      auto& packed = blocks.emplace_back();
      packed.scale = values(block.norm1.scale);
      packed.shift = values(block.norm1.shift);
      packed.innerShift = values(block.norm2.shift);
      packed.conv1 = packConvolution(layers.kernels,
                                     block.conv1 * block.norm2.scale.view({-1, 1, 1, 1}), strided);
      packed.conv2 = packConvolution(layers.kernels, block.conv2, false);
      if (strided) packed.shortcut = packConvolution(layers.kernels, block.shortcut, true);
    }
  }
  layers.scale = values(weights.norm.scale);
  layers.shift = values(weights.norm.shift);
  layers.head = values(weights.head);
  layers.headBias = values(weights.headBias);
  layers.huber = weights.activation == Activation::halfHuber;
  layers.d = static_cast<float>(weights.halfHuberWidth);
}

FrozenResNet::Engine::~Engine() = default;

std::int64_t FrozenResNet::Engine::gateFloats(int height, int width) const {
  return FrozenPlan(m_layers, height, width).gateFloats();
}

std::unique_ptr<FrozenWorkspace> FrozenResNet::Engine::borrow(const FrozenPlan& plan) const {
  const std::lock_guard lock(m_mutex);
  const auto fitting = std::find_if(m_workspaces.begin(), m_workspaces.end(),
                                    [&](const auto& one) { return one->fits(plan); });
  if (fitting == m_workspaces.end()) return std::make_unique<FrozenWorkspace>(plan);
  auto found = std::move(*fitting);
  m_workspaces.erase(fitting);
  return found;
}

void FrozenResNet::Engine::giveBack(std::unique_ptr<FrozenWorkspace> workspace) const {
  constexpr std::size_t most = 64;  // more than there are threads at work, unless sizes change
  const std::lock_guard lock(m_mutex);
  m_workspaces.push_back(std::move(workspace));
  if (m_workspaces.size() > most) m_workspaces.erase(m_workspaces.begin());
}

template <class Run>
void FrozenResNet::Engine::inChunks(const FrozenPlan& plan, int n, const Run& run) const {
  parallelRanges(n, [&](std::int64_t begin, std::int64_t end) {
    const FlushSubnormals flush;
    auto workspace = borrow(plan);
    for (std::int64_t first = begin; first < end; first += FrozenPlan::imagesAtOnce) {
      FrozenPass pass(
          plan, *workspace,
          static_cast<int>(std::min<std::int64_t>(end - first, FrozenPlan::imagesAtOnce)));
      run(pass, first);
    }
    giveBack(std::move(workspace));
  });
}

void FrozenResNet::Engine::forward(const float* x, int n, int height, int width, float* logits,
                                   float* gates) const {
  const FrozenPlan plan(m_layers, height, width);
  const std::int64_t pixels = std::int64_t{channels()} * height * width;
  inChunks(plan, n, [&](FrozenPass& pass, std::int64_t first) {
    pass.forward(x + first * pixels, logits + first * classes(),
                 gates ? gates + first * plan.gateFloats() : nullptr);
  });
}

void FrozenResNet::Engine::backward(const float* logits, const float* gates, int n, int height,
                                    int width, float* x) const {
  const FrozenPlan plan(m_layers, height, width);
  const std::int64_t pixels = std::int64_t{channels()} * height * width;
  inChunks(plan, n, [&](FrozenPass& pass, std::int64_t first) {
    pass.backward(logits + first * classes(), const_cast<float*>(gates) + first * plan.gateFloats(),
                  x + first * pixels);
  });
}

torch::Tensor FrozenResNet::Engine::borrowGates(std::int64_t floats) const {
  constexpr std::size_t most = 2;
  constexpr std::int64_t mostFloats = std::int64_t{64} << 20;
  const std::lock_guard lock(m_mutex);
  for (const auto& kept : m_gates)
    if (kept.use_count() == 1 && kept.numel() >= floats && kept.numel() <= 2 * floats) return kept;
  const auto fresh = torch::empty({floats}, torch::kFloat);
  if (floats > mostFloats) return fresh;
  if (m_gates.size() == most) m_gates.erase(m_gates.begin());
  m_gates.push_back(fresh);
  return fresh;
}

}  // namespace rho::model
