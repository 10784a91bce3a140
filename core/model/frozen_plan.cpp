// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "model/frozen_pass.h"

namespace rho::model {

using frozen::Map;

namespace {

// What may be read or written beyond the last value of a map by whole vectors.
constexpr std::int64_t slack = 64;

struct InputShape {
  std::int64_t row, image;
  InputShape(int channels, int height, int width)
      : row(std::int64_t{channels} * (width + 2)), image(row * (height + 2) + slack) {}
};

std::size_t scratchFloats(const FrozenPlan& plan) {
  std::size_t most = 0;
  for (std::size_t g = 0; g < plan.layers().groups.size(); ++g)
    most = std::max(most, frozen::winogradScratch(plan.shape(g).features, plan.shape(g).features));
  return most;
}

std::size_t workspaceFloats(const FrozenPlan& plan) {
  std::int64_t perImage = InputShape(plan.layers().channels, plan.height(), plan.width()).image;
  for (std::size_t g = 0; g < plan.layers().groups.size(); ++g)
    perImage += 2 * plan.shape(g).paddedFloats() + plan.shape(g).floats();
  return static_cast<std::size_t>(FrozenPlan::imagesAtOnce * perImage + slack) +
         scratchFloats(plan);
}

}  // namespace

std::int64_t FrozenPlan::Shape::paddedFloats() const {
  return std::int64_t{paddedHeight()} * paddedWidth() * features;
}

int FrozenPlan::Shape::together() const {
  constexpr std::int64_t floatsInCache = 16384;
  return static_cast<int>(std::clamp<std::int64_t>(floatsInCache / floats(), 1, imagesAtOnce));
}

FrozenPlan::FrozenPlan(const FrozenLayers& layers, int height, int width)
    : m_layers(&layers), m_height(height), m_width(width) {
  int stride = layers.stemStride;
  for (std::size_t g = 0; g < layers.groups.size(); ++g) {
    height = (height - 1) / stride + 1;
    width = (width - 1) / stride + 1;
    stride = 2;
    const Shape shape{height, width, layers.features(g)};
    if (g == 0) m_gateFloats = shape.floats();
    m_shapes.push_back(shape);
    m_gateStart.push_back(m_gateFloats);
    m_gateFloats += 2 * static_cast<std::int64_t>(layers.groups[g].size()) * shape.floats();
  }
}

std::int64_t FrozenPlan::innerGate(std::size_t group, std::size_t block) const {
  return m_gateStart[group] + 2 * static_cast<std::int64_t>(block) * m_shapes[group].floats();
}

std::int64_t FrozenPlan::outerGate(std::size_t group, std::size_t block) const {
  return innerGate(group, block) + m_shapes[group].floats();
}

std::int64_t FrozenPlan::gateBefore(std::size_t group, std::size_t block) const {
  if (block > 0) return outerGate(group, block - 1);
  return group > 0 ? outerGate(group - 1, m_layers->groups[group - 1].size() - 1) : 0;
}

FrozenWorkspace::FrozenWorkspace(const FrozenPlan& plan)
    : m_height(plan.height()), m_width(plan.width()), m_memory(workspaceFloats(plan)) {
  float* next = m_memory.data();
  m_scratch = next;
  next += scratchFloats(plan);
  for (std::size_t g = 0; g < plan.layers().groups.size(); ++g) {
    const auto& shape = plan.shape(g);
    const auto padded = [&] {
      Map map{next, shape.features, std::ptrdiff_t{shape.features} * shape.paddedWidth(),
              shape.paddedFloats()};
      map.data += map.row + map.pixel;
      next += FrozenPlan::imagesAtOnce * map.image;
      return map;
    };
    Maps maps;
    maps.outer = padded();
    maps.inner = padded();
    maps.sum = {next, shape.features, std::ptrdiff_t{shape.features} * shape.width, shape.floats()};
    next += FrozenPlan::imagesAtOnce * maps.sum.image;
    m_maps.push_back(maps);
  }
  const InputShape input(plan.layers().channels, plan.height(), plan.width());
  m_input = {next + input.row + plan.layers().channels, plan.layers().channels, input.row,
             input.image};
}

bool FrozenWorkspace::fits(const FrozenPlan& plan) const {
  return m_height == plan.height() && m_width == plan.width();
}

}  // namespace rho::model
