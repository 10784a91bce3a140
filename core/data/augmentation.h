// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "base/random.h"

namespace rho::data {

/// What happens to each image of a batch. Drawn on the CPU, so that it is the same on all devices.
struct Augmentation {
  torch::Tensor down, right;  ///< N, int64: pixels that the image moves; undefined for no shift
  torch::Tensor flipped;      ///< N, int64 0 or 1: after the shift; undefined for none

  /// shift: largest move in pixels.
  static Augmentation draw(std::int64_t images, int shift, bool flip, Random& random);
  Augmentation slice(std::int64_t from, std::int64_t to) const;
};

/// inputs: N×C×H×W of any type. Edges are replicated. All images at once, on their device.
torch::Tensor augmented(const torch::Tensor& inputs, const Augmentation& augmentation);

}  // namespace rho::data
