// SPDX-License-Identifier: Apache-2.0
// Included once per instruction set, after frozen_kernels_impl.h and in the same way.

/// A·g·Aᵀ for a tile of 2×2 gradients, of which those beyond the image count as zero.
RHO_INLINE void transformGradient(const float* in, std::ptrdiff_t pixel, std::ptrdiff_t row,
                                  bool right, bool below, int channels, float* out,
                                  std::ptrdiff_t point) {
  for (int c = 0; c < channels; c += Lanes) {
    Vector g[2][2] = {};
    load(g[0][0], in + c);
    if (right) load(g[0][1], in + pixel + c);
    if (below) load(g[1][0], in + row + c);
    if (right && below) load(g[1][1], in + row + pixel + c);
    Vector t[4][2];
#pragma GCC unroll 2
    for (int x = 0; x < 2; ++x) {
      t[0][x] = g[0][x];
      t[1][x] = g[0][x] + g[1][x];
      t[2][x] = g[0][x] - g[1][x];
      t[3][x] = -g[1][x];
    }
#pragma GCC unroll 4
    for (int y = 0; y < 4; ++y) {
      float* p = out + 4 * y * point + c;
      store(p, t[y][0]);
      store(p + point, t[y][0] + t[y][1]);
      store(p + 2 * point, t[y][0] - t[y][1]);
      store(p + 3 * point, -t[y][1]);
    }
  }
}

/// sums[o][i] += Σ over tiles of gradients[tile][o]·values[tile][i], for Rows outputs and a block
/// of inputs.
template <int Rows, int Vectors>
void addOuterBlock(const float* gradients, int outputs, const float* values, int inputs, int tiles,
                   float* sums) {
  Vector totals[Rows][Vectors];
#pragma GCC unroll 16
  for (int o = 0; o < Rows; ++o)
#pragma GCC unroll 4
    for (int v = 0; v < Vectors; ++v)
      load(totals[o][v], sums + static_cast<std::ptrdiff_t>(o) * inputs + v * Lanes);
  for (int t = 0; t < tiles; ++t, gradients += outputs, values += inputs) {
    Vector value[Vectors];
#pragma GCC unroll 4
    for (int v = 0; v < Vectors; ++v) load(value[v], values + v * Lanes);
#pragma GCC unroll 16
    for (int o = 0; o < Rows; ++o) {
      const Vector gradient = Vector{} + gradients[o];
#pragma GCC unroll 4
      for (int v = 0; v < Vectors; ++v) totals[o][v] += gradient * value[v];
    }
  }
#pragma GCC unroll 16
  for (int o = 0; o < Rows; ++o)
#pragma GCC unroll 4
    for (int v = 0; v < Vectors; ++v)
      store(sums + static_cast<std::ptrdiff_t>(o) * inputs + v * Lanes, totals[o][v]);
}

template <int Rows, int Vectors>
void addOuter(const float* gradients, int outputs, const float* values, int inputs, int tiles,
              float* sums) {
  for (int o = 0; o < outputs; o += Rows)
    for (int i = 0; i < inputs; i += Vectors * Lanes)
      addOuterBlock<Rows, Vectors>(gradients + o, outputs, values + i, inputs, tiles,
                                   sums + static_cast<std::ptrdiff_t>(o) * inputs + i);
}

void winogradWeights(int inputs, int outputs, const Map& in, const Map& gradient,
                     const Extent& extent, float* sums, float* scratch) {
  float* values = scratch;
  float* gradients = scratch + winogradPoints * pointStride(inputs);
  const int tiles = extent.images * ((extent.height + 1) / 2) * ((extent.width + 1) / 2);
  const std::ptrdiff_t pairs = static_cast<std::ptrdiff_t>(outputs) * inputs;
  Tile tile;
  for (int first = 0; first < tiles; first += tilesPerBatch) {
    const int count = tiles - first < tilesPerBatch ? tiles - first : tilesPerBatch;
    for (int t = 0; t < count; ++t, tile.next(extent)) {
      transformInput(in.data + place(in, tile.image, tile.y - 1, tile.x - 1), in.pixel, in.row,
                     inputs, values + t * static_cast<std::ptrdiff_t>(inputs), pointStride(inputs));
      transformGradient(gradient.data + place(gradient, tile.image, tile.y, tile.x), gradient.pixel,
                        gradient.row, tile.x + 1 < extent.width, tile.y + 1 < extent.height,
                        outputs, gradients + t * static_cast<std::ptrdiff_t>(outputs),
                        pointStride(outputs));
    }
    for (int point = 0; point < winogradPoints; ++point) {
      const float* g = gradients + point * pointStride(outputs);
      const float* v = values + point * pointStride(inputs);
      if (blockOf(inputs) == Lanes)
        addOuter<NarrowPixels, 1>(g, outputs, v, inputs, count, sums + point * pairs);
      else
        addOuter<WidePixels, WideBlock>(g, outputs, v, inputs, count, sums + point * pairs);
    }
  }
}
