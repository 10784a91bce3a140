// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "model/aligned_floats.h"
#include "model/frozen_layers.h"

namespace rho::model {

/// The sizes of everything for images of one size.
class FrozenPlan {
 public:
  /// Images that one thread takes through a group together.
  static constexpr int imagesAtOnce = 8;

  struct Shape {
    int height, width, features;
    int paddedHeight() const { return (height + 1) / 2 * 2 + 2; }
    int paddedWidth() const { return (width + 1) / 2 * 2 + 2; }
    std::int64_t floats() const { return std::int64_t{height} * width * features; }
    std::int64_t paddedFloats() const;
    /// Images that go through a block together: as many as stay in the second-level cache.
    int together() const;
  };

  FrozenPlan(const FrozenLayers& layers, int height, int width);

  const FrozenLayers& layers() const { return *m_layers; }
  int height() const { return m_height; }
  int width() const { return m_width; }
  const Shape& shape(std::size_t group) const { return m_shapes[group]; }

  /// The gates of one image, in floats: where the one of the norm before the first block lies (0),
  /// those within and after each block, and all of them.
  std::int64_t innerGate(std::size_t group, std::size_t block) const;
  std::int64_t outerGate(std::size_t group, std::size_t block) const;
  /// That of the batch norm which a block starts with.
  std::int64_t gateBefore(std::size_t group, std::size_t block) const;
  std::int64_t gateFloats() const { return m_gateFloats; }

 private:
  const FrozenLayers* m_layers;
  int m_height, m_width;
  std::vector<Shape> m_shapes;
  std::vector<std::int64_t> m_gateStart;
  std::int64_t m_gateFloats = 0;
};

/// The memory that a thread needs for imagesAtOnce images. The borders of the maps stay zero.
class FrozenWorkspace {
 public:
  explicit FrozenWorkspace(const FrozenPlan& plan);

  bool fits(const FrozenPlan& plan) const;

  struct Maps {
    frozen::Map outer;  ///< the input of a block's first convolution, or the gradient of its result
    frozen::Map inner;  ///< the input of a block's second convolution, or that one's gradient
    frozen::Map sum;    ///< the value that blocks add to
  };
  const Maps& maps(std::size_t group) const { return m_maps[group]; }
  const frozen::Map& input() const { return m_input; }
  float* scratch() const { return m_scratch; }

 private:
  int m_height, m_width;
  AlignedFloats m_memory;
  std::vector<Maps> m_maps;
  frozen::Map m_input;
  float* m_scratch = nullptr;
};

/// Takes up to imagesAtOnce images through the network, or their gradients back.
class FrozenPass {
 public:
  FrozenPass(const FrozenPlan& plan, FrozenWorkspace& workspace, int images);

  void forward(const float* x, float* logits, float* gates);
  void backward(const float* logits, float* gates, float* x);

 private:
  frozen::Map gateMap(float* gates, std::int64_t offset, const FrozenPlan::Shape& shape) const;
  frozen::Extent extent(const FrozenPlan::Shape& shape, int images) const;
  /// The batch norm and activation that follow a block, or the stem.
  frozen::Epilogue afterBlock(std::size_t group, std::size_t nextBlock, float* gates,
                              std::int64_t gate) const;

  void stem(const float* x, float* gates);
  void blockForward(std::size_t group, std::size_t block, int first, int images, float* gates);
  void stridedForward(std::size_t group, const FrozenConvolution& convolution, int first,
                      int images, const frozen::Epilogue& epilogue);
  void head(float* logits) const;

  void headBackward(const float* logits, const float* gates);
  void blockBackward(std::size_t group, std::size_t block, int first, int images, float* gates);
  void stridedBackward(std::size_t group, int first, int images, float* gates);
  void stemBackward(float* x);

  const FrozenPlan& m_plan;
  const FrozenLayers& m_layers;
  FrozenWorkspace& m_workspace;
  int m_images;
};

}  // namespace rho::model
