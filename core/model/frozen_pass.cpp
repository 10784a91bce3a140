// SPDX-License-Identifier: Apache-2.0
#include "model/frozen_pass.h"

#include <algorithm>

namespace rho::model {

using namespace frozen;

FrozenPass::FrozenPass(const FrozenPlan& plan, FrozenWorkspace& workspace, int images)
    : m_plan(plan), m_layers(plan.layers()), m_workspace(workspace), m_images(images) {}

Map FrozenPass::gateMap(float* gates, std::int64_t offset, const FrozenPlan::Shape& shape) const {
  if (!gates) return {};
  return {gates + offset, shape.features, std::ptrdiff_t{shape.features} * shape.width,
          m_plan.gateFloats()};
}

Extent FrozenPass::extent(const FrozenPlan::Shape& shape, int images) const {
  return {images, shape.height, shape.width};
}

Epilogue FrozenPass::afterBlock(std::size_t group, std::size_t nextBlock, float* gates,
                                std::int64_t gate) const {
  const auto& blocks = m_layers.groups[group];
  const bool lastOfGroup = nextBlock == blocks.size();
  const bool lastOfAll = lastOfGroup && group + 1 == m_layers.groups.size();
  const FrozenBlock* next = nullptr;
  if (!lastOfAll) next = lastOfGroup ? &m_layers.groups[group + 1].front() : &blocks[nextBlock];
  Epilogue epilogue;
  epilogue.kind = Epilogue::Kind::last;
  epilogue.huber = m_layers.huber;
  epilogue.d = m_layers.d;
  epilogue.scale = next ? next->scale.data() : m_layers.scale.data();
  epilogue.shift = next ? next->shift.data() : m_layers.shift.data();
  epilogue.out = m_workspace.maps(group).outer;
  epilogue.skip = m_workspace.maps(group).sum;
  epilogue.gate = gateMap(gates, gate, m_plan.shape(group));
  return epilogue;
}

namespace {

/// The part of an epilogue for the images from `first` on.
Epilogue from(Epilogue epilogue, int first) {
  epilogue.out = epilogue.out.from(first);
  epilogue.skip = epilogue.skip.from(first);
  epilogue.gate = epilogue.gate.data ? epilogue.gate.from(first) : Map();
  return epilogue;
}

/// The nine taps on a map, from packed weights.
std::vector<Tap> nineTaps(const Map& map, const std::vector<float>& weights) {
  std::vector<Tap> taps;
  const auto size = weights.size() / 9;
  for (int t = 0; t < 9; ++t)
    taps.push_back({(t / 3 - 1) * map.row + (t % 3 - 1) * map.pixel,
                    weights.data() + static_cast<std::size_t>(t) * size});
  return taps;
}

Map strided(Map map, int stride) {
  map.pixel *= stride;
  map.row *= stride;
  return map;
}

}  // namespace

void FrozenPass::forward(const float* x, float* logits, float* gates) {
  stem(x, gates);
  for (std::size_t g = 0; g < m_layers.groups.size(); ++g) {
    const int together = m_plan.shape(g).together();
    for (int first = 0; first < m_images; first += together)
      for (std::size_t b = 0; b < m_layers.groups[g].size(); ++b)
        blockForward(g, b, first, std::min(together, m_images - first), gates);
  }
  head(logits);
}

void FrozenPass::stem(const float* x, float* gates) {
  const Map& input = m_workspace.input();
  const auto channels = m_layers.channels;
  for (int n = 0; n < m_images; ++n)
    for (int c = 0; c < channels; ++c)
      for (int y = 0; y < m_plan.height(); ++y) {
        float* to = input.data + n * input.image + y * input.row + c;
        for (int column = 0; column < m_plan.width(); ++column) to[column * input.pixel] = *x++;
      }
  const auto& shape = m_plan.shape(0);
  const Map& sum = m_workspace.maps(0).sum;
  std::fill_n(sum.data, m_images * sum.image, 0.0f);
  const auto taps = nineTaps(input, m_layers.stemForward);
  m_layers.kernels.direct(taps.data(), 9, channels, shape.features,
                          strided(input, m_layers.stemStride), extent(shape, m_images),
                          afterBlock(0, 0, gates, m_plan.gateBefore(0, 0)));
}

void FrozenPass::stridedForward(std::size_t group, const FrozenConvolution& convolution, int first,
                                int images, const Epilogue& epilogue) {
  const Map in = m_workspace.maps(group - 1).outer.from(first);
  const auto taps = nineTaps(in, convolution.forward);
  m_layers.kernels.direct(taps.data(), 9, convolution.inputs, convolution.outputs, strided(in, 2),
                          extent(m_plan.shape(group), images), epilogue);
}

void FrozenPass::blockForward(std::size_t group, std::size_t block, int first, int images,
                              float* gates) {
  const auto& b = m_layers.groups[group][block];
  const auto& shape = m_plan.shape(group);
  const auto& maps = m_workspace.maps(group);
  const auto size = extent(shape, images);
  Epilogue inner;
  inner.kind = Epilogue::Kind::first;
  inner.huber = m_layers.huber;
  inner.d = m_layers.d;
  inner.shift = b.innerShift.data();
  inner.out = maps.inner;
  inner.gate = gateMap(gates, m_plan.innerGate(group, block), shape);
  inner = from(inner, first);
  if (b.shortcut) {
    stridedForward(group, b.conv1, first, images, inner);
    Epilogue plain;
    plain.out = maps.sum.from(first);
    stridedForward(group, *b.shortcut, first, images, plain);
  } else {
    m_layers.kernels.winograd(b.conv1.forward.data(), shape.features, shape.features,
                              maps.outer.from(first), size, inner, m_workspace.scratch());
  }
  m_layers.kernels.winograd(
      b.conv2.forward.data(), shape.features, shape.features, maps.inner.from(first), size,
      from(afterBlock(group, block + 1, gates, m_plan.outerGate(group, block)), first),
      m_workspace.scratch());
}

void FrozenPass::head(float* logits) const {
  const std::size_t group = m_layers.groups.size() - 1;
  const auto& shape = m_plan.shape(group);
  const auto features = static_cast<std::size_t>(shape.features);
  for (int n = 0; n < m_images; ++n) {
    const Map map = m_workspace.maps(group).outer.from(n);
    std::vector<double> mean(features);
    for (int y = 0; y < shape.height; ++y)
      for (int x = 0; x < shape.width; ++x)
        for (std::size_t f = 0; f < features; ++f)
          mean[f] += static_cast<double>(
              map.data[y * map.row + x * map.pixel + static_cast<std::ptrdiff_t>(f)]);
    for (std::size_t k = 0; k < m_layers.headBias.size(); ++k) {
      double sum = 0;
      for (std::size_t f = 0; f < features; ++f)
        sum += mean[f] * static_cast<double>(m_layers.head[k * features + f]);
      *logits++ = m_layers.headBias[k] + static_cast<float>(sum / (shape.height * shape.width));
    }
  }
}

void FrozenPass::backward(const float* logits, float* gates, float* x) {
  headBackward(logits, gates);
  for (std::size_t g = m_layers.groups.size(); g-- > 0;) {
    const int together = m_plan.shape(g).together();
    for (int first = 0; first < m_images; first += together)
      for (std::size_t b = m_layers.groups[g].size(); b-- > 0;)
        blockBackward(g, b, first, std::min(together, m_images - first), gates);
  }
  stemBackward(x);
}

void FrozenPass::headBackward(const float* logits, const float* gates) {
  const std::size_t group = m_layers.groups.size() - 1;
  const auto& shape = m_plan.shape(group);
  const auto features = static_cast<std::size_t>(shape.features);
  const auto offset = m_plan.outerGate(group, m_layers.groups[group].size() - 1);
  for (int n = 0; n < m_images; ++n) {
    std::vector<float> share(features);
    for (std::size_t k = 0; k < m_layers.headBias.size(); ++k)
      for (std::size_t f = 0; f < features; ++f)
        share[f] += logits[k] * m_layers.head[k * features + f];
    logits += m_layers.headBias.size();
    const float perPixel = 1.0f / static_cast<float>(shape.height * shape.width);
    const float* gate = gates + n * m_plan.gateFloats() + offset;
    const Map out = m_workspace.maps(group).outer.from(n);
    for (int y = 0; y < shape.height; ++y)
      for (int x = 0; x < shape.width; ++x)
        for (std::size_t f = 0; f < features; ++f)
          out.data[y * out.row + x * out.pixel + static_cast<std::ptrdiff_t>(f)] =
              share[f] * perPixel * *gate++;
  }
}

void FrozenPass::blockBackward(std::size_t group, std::size_t block, int first, int images,
                               float* gates) {
  const auto& b = m_layers.groups[group][block];
  const auto& shape = m_plan.shape(group);
  const auto& maps = m_workspace.maps(group);
  const auto size = extent(shape, images);
  Epilogue inner;
  inner.kind = Epilogue::Kind::gated;
  inner.out = maps.inner;
  inner.gate = gateMap(gates, m_plan.innerGate(group, block), shape);
  m_layers.kernels.winograd(b.conv2.backward.data(), shape.features, shape.features,
                            maps.outer.from(first), size, from(inner, first),
                            m_workspace.scratch());
  if (b.shortcut) return stridedBackward(group, first, images, gates);
  Epilogue outer;
  outer.kind = Epilogue::Kind::gatedAddition;
  outer.out = maps.outer;
  outer.gate = gateMap(gates, m_plan.gateBefore(group, block), shape);
  m_layers.kernels.winograd(b.conv1.backward.data(), shape.features, shape.features,
                            maps.inner.from(first), size, from(outer, first),
                            m_workspace.scratch());
}

namespace {

/// Adds the taps of a transposed convolution of stride 2 that reach results whose row and column
/// have the given parities; `shift` is where the map lies relative to the one that is read.
void addTransposedTaps(std::vector<Tap>& taps, const std::vector<float>& weights, const Map& map,
                       std::ptrdiff_t shift, int rowParity, int columnParity) {
  const auto size = weights.size() / 9;
  for (int ky = 0; ky < 3; ++ky)
    for (int kx = 0; kx < 3; ++kx) {
      // Input 2i + parity meets output (2i + parity + 1 - k) / 2 where that is whole.
      if (ky % 2 == rowParity || kx % 2 == columnParity) continue;
      taps.push_back(
          {shift + (rowParity + 1 - ky) / 2 * map.row + (columnParity + 1 - kx) / 2 * map.pixel,
           weights.data() + static_cast<std::size_t>(3 * ky + kx) * size});
    }
}

}  // namespace

void FrozenPass::stridedBackward(std::size_t group, int first, int images, float* gates) {
  const auto& b = m_layers.groups[group].front();
  const auto& maps = m_workspace.maps(group);
  const auto& larger = m_plan.shape(group - 1);
  const Map gate = gateMap(gates, m_plan.gateBefore(group, 0), larger).from(first);
  const Map out = m_workspace.maps(group - 1).outer.from(first);
  const Map in = maps.inner.from(first);
  for (int y = 0; y < 2; ++y)
    for (int x = 0; x < 2; ++x) {
      std::vector<Tap> taps;
      addTransposedTaps(taps, b.conv1.backward, in, 0, y, x);
      addTransposedTaps(taps, b.shortcut->backward, in, maps.outer.data - maps.inner.data, y, x);
      Epilogue epilogue;
      epilogue.kind = Epilogue::Kind::gated;
      epilogue.out = strided(out, 2);
      epilogue.out.data += y * out.row + x * out.pixel;
      epilogue.gate = strided(gate, 2);
      epilogue.gate.data += y * gate.row + x * gate.pixel;
      m_layers.kernels.direct(
          taps.data(), static_cast<int>(taps.size()), b.conv1.outputs, b.conv1.inputs, in,
          {images, (larger.height + 1 - y) / 2, (larger.width + 1 - x) / 2}, epilogue);
    }
}

void FrozenPass::stemBackward(float* x) {
  const Map& input = m_workspace.input();
  const Map padded = {input.data - input.row - input.pixel, input.pixel, input.row, input.image};
  std::fill_n(padded.data, m_images * padded.image, 0.0f);
  const auto& shape = m_plan.shape(0);
  m_layers.kernels.scatter(m_layers.stemBackward.data(), shape.features, m_workspace.maps(0).outer,
                           extent(shape, m_images), m_layers.stemStride, input);
  for (int n = 0; n < m_images; ++n)
    for (int c = 0; c < m_layers.channels; ++c)
      for (int y = 0; y < m_plan.height(); ++y) {
        const float* row = input.data + n * input.image + y * input.row + c;
        for (int column = 0; column < m_plan.width(); ++column) *x++ = row[column * input.pixel];
      }
  // The border holds what left the image; the next stem() needs it zero.
  std::fill_n(padded.data, m_images * padded.image, 0.0f);
}

}  // namespace rho::model
