// SPDX-License-Identifier: Apache-2.0
// Included once per instruction set, after vector_impl.h and in the same way, with the constants
// WideBlock (vectors in a wide channel block) and the pixels computed together, WidePixels and
// NarrowPixels.

constexpr int tilesPerBatch = 16;
constexpr int winogradPoints = 16;

int blockOf(int outputs) { return outputs % (WideBlock * Lanes) == 0 ? WideBlock * Lanes : Lanes; }

// The strides between the 16 points are kept off powers of two, which would share cache sets.
RHO_INLINE std::ptrdiff_t pointStride(int channels) {
  return static_cast<std::ptrdiff_t>(tilesPerBatch) * channels + 16;
}

/// act(p) into p, scale·act'(p) into slope.
template <bool Huber>
RHO_INLINE void activate(Vector& p, Vector& slope, const Vector& scale, float d) {
  const Vector zero = {};
  if constexpr (Huber) {
    const Vector most = zero + d;
    Vector c = p > zero ? p : zero;
    c = c < most ? c : most;
    const Vector share = c * (1 / d);
    p = (p - c * 0.5f) * share;
    slope = share * scale;
  } else {
    slope = p > zero ? scale : zero;
    p = p > zero ? p : zero;
  }
}

RHO_INLINE std::ptrdiff_t place(const Map& map, int image, int y, int x) {
  return image * map.image + y * map.row + x * map.pixel;
}

template <Epilogue::Kind Kind, bool Huber, bool Save>
struct Finish {
  const Epilogue& e;

  RHO_INLINE void operator()(int image, int y, int x, int channel, const Vector& r) const {
    float* out = e.out.data + place(e.out, image, y, x) + channel;
    if constexpr (Kind == Epilogue::Kind::plain) {
      store(out, r);
      return;
    }
    float* gate = Save ? e.gate.data + place(e.gate, image, y, x) + channel : nullptr;
    if constexpr (Kind == Epilogue::Kind::gated || Kind == Epilogue::Kind::gatedAddition) {
      Vector g;
      load(g, gate);
      Vector value = {};
      if constexpr (Kind == Epilogue::Kind::gatedAddition) load(value, out);
      store(out, value + r * g);
      return;
    }
    Vector p, slope, scale = Vector{} + 1.0f, shift;
    load(shift, e.shift + channel);
    if constexpr (Kind == Epilogue::Kind::last) {
      float* skip = e.skip.data + place(e.skip, image, y, x) + channel;
      load(p, skip);
      p += r;
      store(skip, p);
      load(scale, e.scale + channel);
      p = p * scale + shift;
    } else {
      p = r + shift;
    }
    activate<Huber>(p, slope, scale, e.d);
    store(out, p);
    if constexpr (Save) store(gate, slope);
  }
};

/// Calls `run` with the Finish that the epilogue asks for.
template <class Run>
RHO_INLINE void dispatch(const Epilogue& e, const Run& run) {
  using Kind = Epilogue::Kind;
  const bool save = e.gate.data != nullptr;
  switch (e.kind) {
    case Kind::plain:
      return run(Finish<Kind::plain, false, false>{e});
    case Kind::gated:
      return run(Finish<Kind::gated, false, true>{e});
    case Kind::gatedAddition:
      return run(Finish<Kind::gatedAddition, false, true>{e});
    case Kind::first:
      if (e.huber)
        return save ? run(Finish<Kind::first, true, true>{e})
                    : run(Finish<Kind::first, true, false>{e});
      return save ? run(Finish<Kind::first, false, true>{e})
                  : run(Finish<Kind::first, false, false>{e});
    case Kind::last:
      if (e.huber)
        return save ? run(Finish<Kind::last, true, true>{e})
                    : run(Finish<Kind::last, true, false>{e});
      return save ? run(Finish<Kind::last, false, true>{e})
                  : run(Finish<Kind::last, false, false>{e});
  }
}

/// sums[p][v] += in[p·pixel + k]·weights[k][v] for all k.
template <int Pixels, int Vectors>
RHO_INLINE void accumulate(Vector (&sums)[Pixels][Vectors], const float* in, std::ptrdiff_t pixel,
                           const float* weights, int inputs) {
  for (int k = 0; k < inputs; ++k, weights += Vectors * Lanes) {
    Vector w[Vectors];
#pragma GCC unroll 4
    for (int v = 0; v < Vectors; ++v) load(w[v], weights + v * Lanes);
#pragma GCC unroll 32
    for (int p = 0; p < Pixels; ++p) {
      const Vector value = Vector{} + in[p * pixel + k];
#pragma GCC unroll 4
      for (int v = 0; v < Vectors; ++v) sums[p][v] += value * w[v];
    }
  }
}

/// One block of channels of the product of a batch of tiles with a point's weights.
template <int Pixels, int Vectors>
void multiplyBlock(const float* in, int inputs, const float* weights, float* out, int outputs) {
  static_assert(tilesPerBatch % Pixels == 0);
  for (int t = 0; t < tilesPerBatch; t += Pixels) {
    Vector sums[Pixels][Vectors] = {};
    accumulate<Pixels, Vectors>(sums, in + static_cast<std::ptrdiff_t>(t) * inputs, inputs, weights,
                                inputs);
#pragma GCC unroll 32
    for (int p = 0; p < Pixels; ++p)
#pragma GCC unroll 4
      for (int v = 0; v < Vectors; ++v)
        store(out + static_cast<std::ptrdiff_t>(t + p) * outputs + v * Lanes, sums[p][v]);
  }
}

void multiply(const float* in, int inputs, const float* weights, float* out, int outputs) {
  const int block = blockOf(outputs);
  for (int point = 0; point < winogradPoints; ++point) {
    for (int o = 0; o < outputs;
         o += block, weights += static_cast<std::ptrdiff_t>(block) * inputs) {
      if (block == Lanes)
        multiplyBlock<NarrowPixels, 1>(in, inputs, weights, out + o, outputs);
      else
        multiplyBlock<WidePixels, WideBlock>(in, inputs, weights, out + o, outputs);
    }
    in += pointStride(inputs);
    out += pointStride(outputs);
  }
}

/// Where a tile of 2×2 results lies; counts through rows, columns and images.
struct Tile {
  int image = 0, y = 0, x = 0;

  RHO_INLINE void next(const Extent& extent) {
    if ((x += 2) < extent.width) return;
    x = 0;
    if ((y += 2) < extent.height) return;
    y = 0;
    ++image;
  }
};

RHO_INLINE void transformInput(const float* in, std::ptrdiff_t pixel, std::ptrdiff_t row,
                               int channels, float* out, std::ptrdiff_t point) {
  for (int c = 0; c < channels; c += Lanes) {
    Vector t[4][4];
#pragma GCC unroll 4
    for (int x = 0; x < 4; ++x) {
      Vector d0, d1, d2, d3;
      const float* p = in + x * pixel + c;
      load(d0, p);
      load(d1, p + row);
      load(d2, p + 2 * row);
      load(d3, p + 3 * row);
      t[0][x] = d0 - d2;
      t[1][x] = d1 + d2;
      t[2][x] = d2 - d1;
      t[3][x] = d1 - d3;
    }
#pragma GCC unroll 4
    for (int y = 0; y < 4; ++y) {
      float* p = out + 4 * y * point + c;
      store(p, t[y][0] - t[y][2]);
      store(p + point, t[y][1] + t[y][2]);
      store(p + 2 * point, t[y][2] - t[y][1]);
      store(p + 3 * point, t[y][1] - t[y][3]);
    }
  }
}

template <class Done>
RHO_INLINE void transformOutput(const float* in, std::ptrdiff_t point, int channels,
                                const Tile& tile, bool right, bool below, const Done& done) {
  for (int c = 0; c < channels; c += Lanes) {
    Vector s[2][4];
#pragma GCC unroll 4
    for (int x = 0; x < 4; ++x) {
      Vector m0, m1, m2, m3;
      const float* p = in + x * point + c;
      load(m0, p);
      load(m1, p + 4 * point);
      load(m2, p + 8 * point);
      load(m3, p + 12 * point);
      s[0][x] = m0 + m1 + m2;
      s[1][x] = m1 - m2 - m3;
    }
    done(tile.image, tile.y, tile.x, c, s[0][0] + s[0][1] + s[0][2]);
    if (right) done(tile.image, tile.y, tile.x + 1, c, s[0][1] - s[0][2] - s[0][3]);
    if (!below) continue;
    done(tile.image, tile.y + 1, tile.x, c, s[1][0] + s[1][1] + s[1][2]);
    if (right) done(tile.image, tile.y + 1, tile.x + 1, c, s[1][1] - s[1][2] - s[1][3]);
  }
}

void winograd(const float* weights, int inputs, int outputs, const Map& in, const Extent& extent,
              const Epilogue& epilogue, float* scratch) {
  float* transformed = scratch;
  float* products = scratch + winogradPoints * pointStride(inputs);
  const int tiles = extent.images * ((extent.height + 1) / 2) * ((extent.width + 1) / 2);
  Tile reading, writing;
  for (int first = 0; first < tiles; first += tilesPerBatch) {
    const int count = tiles - first < tilesPerBatch ? tiles - first : tilesPerBatch;
    for (int t = 0; t < count; ++t, reading.next(extent)) {
      const float* corner = in.data + place(in, reading.image, reading.y - 1, reading.x - 1);
      transformInput(corner, in.pixel, in.row, inputs,
                     transformed + t * static_cast<std::ptrdiff_t>(inputs), pointStride(inputs));
    }
    multiply(transformed, inputs, weights, products, outputs);
    dispatch(
        epilogue, [&](const auto& done) __attribute__((always_inline)) {
          for (int t = 0; t < count; ++t, writing.next(extent))
            transformOutput(products + t * static_cast<std::ptrdiff_t>(outputs),
                            pointStride(outputs), outputs, writing, writing.x + 1 < extent.width,
                            writing.y + 1 < extent.height, done);
        });
  }
}

/// Results x … x+Pixels-1 of a row, channels o … of one block.
template <int Pixels, int Vectors, class Done>
RHO_INLINE void directTile(const Tap* taps, int tapCount, int inputs, const Map& in, int image,
                           int y, int x, int o, const Done& done) {
  const float* corner = in.data + place(in, image, y, x);
  const std::ptrdiff_t weightsOffset = static_cast<std::ptrdiff_t>(o) * inputs;
  Vector sums[Pixels][Vectors] = {};
  for (int t = 0; t < tapCount; ++t)
    accumulate<Pixels, Vectors>(sums, corner + taps[t].offset, in.pixel,
                                taps[t].weights + weightsOffset, inputs);
#pragma GCC unroll 32
  for (int p = 0; p < Pixels; ++p)
#pragma GCC unroll 4
    for (int v = 0; v < Vectors; ++v) done(image, y, x + p, o + v * Lanes, sums[p][v]);
}

template <int Pixels, int Vectors, class Done>
RHO_INLINE void directBlock(const Tap* taps, int tapCount, int inputs, const Map& in,
                            const Extent& extent, int o, const Done& done) {
  for (int image = 0; image < extent.images; ++image)
    for (int y = 0; y < extent.height; ++y) {
      int x = 0;
      for (; x + Pixels <= extent.width; x += Pixels)
        directTile<Pixels, Vectors>(taps, tapCount, inputs, in, image, y, x, o, done);
      for (; x < extent.width; ++x)
        directTile<1, Vectors>(taps, tapCount, inputs, in, image, y, x, o, done);
    }
}

void direct(const Tap* taps, int tapCount, int inputs, int outputs, const Map& in,
            const Extent& extent, const Epilogue& epilogue) {
  const int block = blockOf(outputs);
  dispatch(epilogue, [&](const auto& done) {
    for (int o = 0; o < outputs; o += block) {
      if (block == Lanes)
        directBlock<NarrowPixels, 1>(taps, tapCount, inputs, in, extent, o, done);
      else
        directBlock<WidePixels, WideBlock>(taps, tapCount, inputs, in, extent, o, done);
    }
  });
}

void scatter(const float* weights, int inputs, const Map& in, const Extent& extent, int stride,
             const Map& out) {
  constexpr int vectors = 16 / Lanes;
  for (int image = 0; image < extent.images; ++image)
    for (int y = 0; y < extent.height; ++y)
      for (int x = 0; x < extent.width; ++x)
        for (int tap = 0; tap < 3; ++tap) {
          Vector sums[1][vectors] = {};
          accumulate<1, vectors>(sums, in.data + place(in, image, y, x), 0,
                                 weights + static_cast<std::ptrdiff_t>(tap) * inputs * 16, inputs);
          float* to = out.data + place(out, image, y * stride + tap - 1, x * stride - 1);
          for (int v = 0; v < vectors; ++v) {
            Vector sum;
            load(sum, to + v * Lanes);
            store(to + v * Lanes, sum + sums[0][v]);
          }
        }
}
