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

/// G·v of Winograd's F(2×2, 3×3): three values `stride` apart to four.
std::array<double, 4> transformed(const double* v, int stride) {
  const double sum = v[0] + v[2 * stride], middle = v[stride];
  return {v[0], 0.5 * (sum + middle), 0.5 * (sum - middle), v[2 * stride]};
}

/// Gᵀ·v: four values `stride` apart to three.
std::array<double, 3> gathered(const double* v, int stride) {
  const double sum = 0.5 * (v[stride] + v[2 * stride]);
  return {v[0] + sum, 0.5 * (v[stride] - v[2 * stride]), v[3 * stride] + sum};
}

}  // namespace

std::vector<float> packWinograd(const Kernels& kernels, const float* weights, int outputs,
                                int inputs, bool transposed) {
  const int to = transposed ? inputs : outputs, from = transposed ? outputs : inputs;
  const int block = kernels.block(to);
  const std::size_t pairs = static_cast<std::size_t>(outputs) * static_cast<std::size_t>(inputs);
  std::vector<float> packed(16 * pairs);
  for (int o = 0; o < outputs; ++o)
    for (int i = 0; i < inputs; ++i, weights += 9) {
      const int column = transposed ? i : o, row = transposed ? o : i;
      float* place = packed.data() + (column / block * from + row) * block + column % block;
      // Computed in double, so that the weights are rounded once.
      double filter[9], rows[12];
      for (int k = 0; k < 9; ++k) filter[k] = static_cast<double>(weights[transposed ? 8 - k : k]);
      for (int x = 0; x < 3; ++x) {
        const auto points = transformed(filter + x, 3);
        for (std::size_t y = 0; y < 4; ++y) rows[3 * y + static_cast<std::size_t>(x)] = points[y];
      }
      for (int y = 0; y < 4; ++y)
        for (const double point : transformed(rows + 3 * y, 1)) {
          *place = static_cast<float>(point);
          place += pairs;
        }
    }
  return packed;
}

void unpackWinograd(const float* sums, int outputs, int inputs, float* weights) {
  const std::ptrdiff_t pairs = std::ptrdiff_t{outputs} * inputs;
  for (std::ptrdiff_t pair = 0; pair < pairs; ++pair) {
    double points[16], rows[12];
    for (int k = 0; k < 16; ++k) points[k] = static_cast<double>(sums[k * pairs + pair]);
    for (int x = 0; x < 4; ++x) {
      const auto values = gathered(points + x, 4);
      for (int y = 0; y < 3; ++y) rows[4 * y + x] = values[static_cast<std::size_t>(y)];
    }
    for (int y = 0; y < 3; ++y)
      for (const double value : gathered(rows + 4 * y, 1)) *weights++ = static_cast<float>(value);
  }
}

}  // namespace rho::model::frozen
