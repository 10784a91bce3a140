// SPDX-License-Identifier: Apache-2.0
#include "model/frozen_kernels.h"

#include <array>

#include "model/frozen_kernels_sets.h"

namespace rho::model::frozen {

std::vector<const Kernels*> allKernels() {
  std::vector<const Kernels*> found = {&portableKernels};
#if defined(__x86_64__)
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512vl");
  if (avx2) found.push_back(&avx2Kernels);
  if (avx512) found.push_back(&avx512Kernels);
#endif
  return found;
}

const Kernels& kernels() {
  static const Kernels& best = *allKernels().back();
  return best;
}

std::size_t winogradScratch(int inputs, int outputs) {
  // 16 points of 16 tiles each, and 16 floats between the points.
  return 16u * (16u * static_cast<std::size_t>(inputs + outputs) + 32u);
}

std::vector<float> packTap(const Kernels& kernels, const std::vector<float>& weights, int outputs,
                           int inputs) {
  const int block = kernels.block(outputs);
  std::vector<float> packed;
  packed.reserve(weights.size());
  for (int first = 0; first < outputs; first += block)
    for (int i = 0; i < inputs; ++i)
      for (int o = first; o < first + block; ++o)
        packed.push_back(weights[static_cast<std::size_t>(o) * static_cast<std::size_t>(inputs) +
                                 static_cast<std::size_t>(i)]);
  return packed;
}

namespace {

using Filter = std::array<std::array<double, 4>, 4>;

/// G·g·Gᵀ of Winograd's F(2×2, 3×3), in double so that the weights are rounded once.
Filter transformed(const float* g) {
  constexpr double matrix[4][3] = {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};
  Filter result{};
  for (std::size_t a = 0; a < 4; ++a)
    for (std::size_t b = 0; b < 4; ++b)
      for (std::size_t y = 0; y < 3; ++y)
        for (std::size_t x = 0; x < 3; ++x)
          result[a][b] += matrix[a][y] * matrix[b][x] * static_cast<double>(g[3 * y + x]);
  return result;
}

}  // namespace

std::vector<float> packWinograd(const Kernels& kernels, const std::vector<float>& weights,
                                int outputs, int inputs) {
  const std::size_t pairs = static_cast<std::size_t>(outputs) * static_cast<std::size_t>(inputs);
  std::vector<std::vector<float>> points(16, std::vector<float>(pairs));
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    const Filter filter = transformed(&weights[9 * pair]);
    for (std::size_t point = 0; point < 16; ++point)
      points[point][pair] = static_cast<float>(filter[point / 4][point % 4]);
  }
  std::vector<float> packed;
  packed.reserve(16 * pairs);
  for (const auto& point : points) {
    const auto block = packTap(kernels, point, outputs, inputs);
    packed.insert(packed.end(), block.begin(), block.end());
  }
  return packed;
}

}  // namespace rho::model::frozen
