// SPDX-License-Identifier: Apache-2.0
#include "model/winograd_bfloat16.h"

#include <algorithm>
#include <array>
#include <bit>

#include "model/aligned_floats.h"
#include "model/forward_precision.h"
#include "model/parallel.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define RHO_AVX512_BF16 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16")))
#define RHO_INLINE RHO_AVX512_BF16 __attribute__((always_inline)) inline
#endif

namespace rho::model {

namespace {

constexpr std::int64_t frequencies = 16, chunk = 64, rowsAtOnce = 6;

/// G of Lavin and Gray: three weights to four frequencies.
std::array<float, 4> frequenciesOf(float a, float b, float c) {
  return {a, (a + b + c) / 2, (a - b + c) / 2, c};
}

std::uint16_t rounded(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  return static_cast<std::uint16_t>((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

std::array<float, frequencies> transformed(const float* w) {
  std::array<std::array<float, 4>, 3> rows;
  for (std::size_t y = 0; y < 3; ++y) rows[y] = frequenciesOf(w[3 * y], w[3 * y + 1], w[3 * y + 2]);
  std::array<float, frequencies> result;
  for (std::size_t x = 0; x < 4; ++x) {
    const auto column = frequenciesOf(rows[0][x], rows[1][x], rows[2][x]);
    for (std::size_t y = 0; y < 4; ++y) result[4 * y + x] = column[y];
  }
  return result;
}

}  // namespace

std::vector<std::uint16_t> winogradWeights(const float* weights, std::int64_t results,
                                           std::int64_t channels) {
  std::vector<std::uint16_t> packed(static_cast<std::size_t>(results * frequencies * channels));
  for (std::int64_t k = 0; k < results; ++k)
    for (std::int64_t c = 0; c < channels; ++c) {
      const auto values = transformed(weights + 9 * (k * channels + c));
      for (std::int64_t f = 0; f < frequencies; ++f) {
        const auto place =
            ((((k / chunk) * frequencies + f) * (channels / 2) + c / 2) * chunk + k % chunk) * 2 +
            c % 2;
        packed[static_cast<std::size_t>(place)] = rounded(values[static_cast<std::size_t>(f)]);
      }
    }
  return packed;
}

#if defined(__x86_64__)

bool hasWinograd() {
  return processorHasBfloat16() && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}

namespace {

/// Where a tile's 2×2 results are; its input starts one pixel before.
struct Tile {
  std::int64_t image, y, x;
};

struct Tiles {
  explicit Tiles(const WinogradConvolution& c)
      : across((c.width + 1) / 2), down((c.height + 1) / 2), count(c.images * across * down) {}
  Tile at(std::int64_t i) const {
    return {i / (across * down), i / across % down * 2, i % across * 2};
  }
  std::int64_t across, down, count;
};

RHO_INLINE __m512 widened(__m256i v) {
  return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(v), 16));
}

/// Bᵀ: four pixels to four frequencies.
RHO_INLINE void toFrequencies(__m512& a, __m512& b, __m512& c, __m512& d) {
  const __m512 sum = _mm512_add_ps(b, c), difference = _mm512_sub_ps(c, b);
  a = _mm512_sub_ps(a, c);
  d = _mm512_sub_ps(b, d);
  b = sum;
  c = difference;
}

/// 16 channels of a tile's 4×4 pixels, transformed.
RHO_INLINE void transformPixels(const __m256i* pixels, __m512* out) {
  for (int i = 0; i < 16; ++i) out[i] = widened(pixels[i]);
  for (int y = 0; y < 4; ++y)
    toFrequencies(out[4 * y], out[4 * y + 1], out[4 * y + 2], out[4 * y + 3]);
  for (int x = 0; x < 4; ++x) toFrequencies(out[x], out[4 + x], out[8 + x], out[12 + x]);
}

/// to: frequencies × tiles × channels; this tile's row of the first frequency.
RHO_AVX512_BF16 void transformTile(const WinogradConvolution& c, const Tile& tile,
                                   std::uint16_t* to, std::int64_t step) {
  const std::uint16_t* pixels[16];
  for (std::int64_t i = 0; i < 16; ++i) {
    const auto y = tile.y - 1 + i / 4, x = tile.x - 1 + i % 4;
    const bool inside = y >= 0 && y < c.height && x >= 0 && x < c.width;
    pixels[i] =
        inside ? c.input + ((tile.image * c.height + y) * c.width + x) * c.channels : nullptr;
  }
  for (std::int64_t k = 0; k < c.channels; k += 32) {
    __m256i low[16], high[16];
    for (int i = 0; i < 16; ++i) {
      const auto* at = reinterpret_cast<const __m256i*>(pixels[i] ? pixels[i] + k : nullptr);
      low[i] = at ? _mm256_loadu_si256(at) : _mm256_setzero_si256();
      high[i] = at ? _mm256_loadu_si256(at + 1) : _mm256_setzero_si256();
    }
    __m512 a[16], b[16];
    transformPixels(low, a);
    transformPixels(high, b);
    for (int f = 0; f < 16; ++f)
      _mm512_storeu_si512(to + f * step + k,
                          reinterpret_cast<__m512i>(_mm512_cvtne2ps_pbh(b[f], a[f])));
  }
}

/// out (6×64) = values (6×channels) · weights (channels×64).
RHO_AVX512_BF16 void multiply(const std::uint16_t* values, const std::uint16_t* weights,
                              std::int64_t channels, float* out) {
  __m512 sums[rowsAtOnce][4];
  for (auto& row : sums)
    for (auto& sum : row) sum = _mm512_setzero_ps();
  for (std::int64_t k = 0; k < channels; k += 2, weights += 2 * chunk) {
    __m512bh w[4];
    for (int j = 0; j < 4; ++j)
      w[j] = reinterpret_cast<__m512bh>(_mm512_loadu_si512(weights + 32 * j));
#pragma GCC unroll 6
    for (int i = 0; i < rowsAtOnce; ++i) {
      const auto pair = reinterpret_cast<__m512bh>(
          _mm512_set1_epi32(*reinterpret_cast<const int*>(values + i * channels + k)));
#pragma GCC unroll 4
      for (int j = 0; j < 4; ++j) sums[i][j] = _mm512_dpbf16_ps(sums[i][j], pair, w[j]);
    }
  }
  for (int i = 0; i < rowsAtOnce; ++i)
    for (int j = 0; j < 4; ++j) _mm512_storeu_ps(out + i * chunk + 16 * j, sums[i][j]);
}

/// Aᵀ and back: 16 results of a tile's 2×2 pixels from the frequencies, which are `step` apart.
RHO_INLINE void toPixels(const float* from, std::int64_t step, __m512 bias, __m512* out) {
  __m512 rows[2][4];
  for (int x = 0; x < 4; ++x) {
    const __m512 a = _mm512_loadu_ps(from + x * step), b = _mm512_loadu_ps(from + (4 + x) * step),
                 c = _mm512_loadu_ps(from + (8 + x) * step),
                 d = _mm512_loadu_ps(from + (12 + x) * step);
    rows[0][x] = _mm512_add_ps(_mm512_add_ps(a, b), c);
    rows[1][x] = _mm512_sub_ps(_mm512_sub_ps(b, c), d);
  }
  for (int y = 0; y < 2; ++y) {
    const auto* r = rows[y];
    out[2 * y] = _mm512_add_ps(_mm512_add_ps(_mm512_add_ps(r[0], r[1]), r[2]), bias);
    out[2 * y + 1] = _mm512_add_ps(_mm512_sub_ps(_mm512_sub_ps(r[1], r[2]), r[3]), bias);
  }
}

/// from: frequencies × tiles × 64; this tile's row of the first frequency.
RHO_AVX512_BF16 void finishTile(const WinogradConvolution& c, const Tile& tile, std::int64_t first,
                                const float* from, std::int64_t step) {
  for (std::int64_t k = 0; k < chunk; k += 32) {
    __m512 low[4], high[4];
    toPixels(from + k, step, _mm512_loadu_ps(c.bias + first + k), low);
    toPixels(from + k + 16, step, _mm512_loadu_ps(c.bias + first + k + 16), high);
    for (int i = 0; i < 4; ++i) {
      const auto y = tile.y + i / 2, x = tile.x + i % 2;
      if (y >= c.height || x >= c.width) continue;
      const auto place = ((tile.image * c.height + y) * c.width + x) * c.results + first + k;
      if (c.other) {
        const auto* side = reinterpret_cast<const __m256i*>(c.other + place);
        low[i] = _mm512_add_ps(low[i], widened(_mm256_loadu_si256(side)));
        high[i] = _mm512_add_ps(high[i], widened(_mm256_loadu_si256(side + 1)));
      }
      if (c.relu) {
        low[i] = _mm512_max_ps(_mm512_setzero_ps(), low[i]);
        high[i] = _mm512_max_ps(_mm512_setzero_ps(), high[i]);
      }
      _mm512_storeu_si512(c.output + place,
                          reinterpret_cast<__m512i>(_mm512_cvtne2ps_pbh(high[i], low[i])));
    }
  }
}

/// What one thread works on, for a block of tiles: it stays in the second-level cache. Without the
/// extra cache line, all frequencies of a tile would share one place of the first-level cache.
struct Scratch {
  Scratch(std::int64_t tiles, std::int64_t channels)
      : valueStep(tiles * channels + 32),
        productStep(tiles * chunk + 16),
        memory(static_cast<std::size_t>(frequencies * (valueStep / 2 + productStep))) {}
  std::uint16_t* values() { return reinterpret_cast<std::uint16_t*>(memory.data()); }
  float* products() { return memory.data() + frequencies * valueStep / 2; }
  std::int64_t valueStep, productStep;  // from one frequency to the next
  AlignedFloats memory;
};

void convolveBlock(const WinogradConvolution& c, const Tiles& tiles, std::int64_t begin,
                   std::int64_t size, Scratch& scratch) {
  const auto used = std::min(size, tiles.count - begin);
  const auto rows = (used + rowsAtOnce - 1) / rowsAtOnce * rowsAtOnce;
  for (std::int64_t t = 0; t < used; ++t)
    transformTile(c, tiles.at(begin + t), scratch.values() + t * c.channels, scratch.valueStep);
  for (std::int64_t first = 0; first < c.results; first += chunk) {
    for (std::int64_t f = 0; f < frequencies; ++f) {
      const auto* weights = c.weights + (first / chunk * frequencies + f) * c.channels * chunk;
      for (std::int64_t t = 0; t < rows; t += rowsAtOnce)
        multiply(scratch.values() + f * scratch.valueStep + t * c.channels, weights, c.channels,
                 scratch.products() + f * scratch.productStep + t * chunk);
    }
    for (std::int64_t t = 0; t < used; ++t)
      finishTile(c, tiles.at(begin + t), first, scratch.products() + t * chunk,
                 scratch.productStep);
  }
}

}  // namespace

void winograd(const WinogradConvolution& convolution) {
  const Tiles tiles(convolution);
  const std::int64_t size = convolution.channels <= 128 ? 96 : 48;
  parallelRanges((tiles.count + size - 1) / size, [&](std::int64_t begin, std::int64_t end) {
    Scratch scratch(size, convolution.channels);
    for (auto block = begin; block < end; ++block)
      convolveBlock(convolution, tiles, block * size, size, scratch);
  });
}

#else

bool hasWinograd() { return false; }
void winograd(const WinogradConvolution&) {}

#endif

}  // namespace rho::model
