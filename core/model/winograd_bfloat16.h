// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace rho::model {

/// A batch of 3×3 convolutions with stride 1 and padding 1. All images are bfloat16 numbers with
/// the channels of a pixel next to each other.
struct WinogradConvolution {
  std::int64_t images = 0, height = 0, width = 0;
  std::int64_t channels = 0;  ///< of the input, a multiple of 32
  std::int64_t results = 0;   ///< channels of the output, a multiple of 64
  const std::uint16_t* input = nullptr;
  const std::uint16_t* weights = nullptr;  ///< of winogradWeights()
  const float* bias = nullptr;             ///< results numbers
  const std::uint16_t* other = nullptr;    ///< added to the output; may be the output, may be null
  std::uint16_t* output = nullptr;
  bool relu = false;
};

/// Whether this processor and build have the instructions.
bool hasWinograd();

/// weights: results×channels×3×3. Their transforms in the order in which winograd() reads them:
/// results/64 × 16 frequencies × channels/2 × 64 × 2.
std::vector<std::uint16_t> winogradWeights(const float* weights, std::int64_t results,
                                           std::int64_t channels);

/// Winograd's F(2×2, 3×3) (Lavin and Gray 2016): 4 multiplications per result instead of 9.
/// Products of bfloat16 numbers, sums of 32 bits. The same numbers for any number of threads and
/// any batch around an image.
void winograd(const WinogradConvolution& convolution);

}  // namespace rho::model
