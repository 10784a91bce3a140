// SPDX-License-Identifier: Apache-2.0
// Included once per instruction set, after vector_impl.h and in the same way.

/// The constants of as many channels as a vector holds.
template <bool Huber>
struct NormColumn {
  Vector mean, inverse, weight, bias, d, perD;

  RHO_INLINE NormColumn(const norms::Layer& layer, int channel) {
    load(mean, layer.mean + channel);
    load(inverse, layer.inverse + channel);
    load(weight, layer.weight + channel);
    load(bias, layer.bias + channel);
    d = Vector{} + layer.d;
    perD = Vector{} + (Huber ? 1 / layer.d : 0.0f);
  }

  RHO_INLINE Vector normalised(const Vector& x) const { return (x - mean) * inverse; }

  RHO_INLINE Vector value(const Vector& normal) const {
    const Vector zero = {}, p = normal * weight + bias;
    Vector c = p > zero ? p : zero;
    if constexpr (!Huber) return c;
    c = c < d ? c : d;
    return (p - c * 0.5f) * (c * perD);
  }

  RHO_INLINE Vector slope(const Vector& normal) const {
    const Vector zero = {}, p = normal * weight + bias;
    if constexpr (!Huber) return p > zero ? zero + 1.0f : zero;
    Vector c = p > zero ? p : zero;
    c = c < d ? c : d;
    return c * perD;
  }

  RHO_INLINE Vector curvature(const Vector& normal) const {
    const Vector zero = {}, p = normal * weight + bias;
    if constexpr (!Huber) return zero;
    const Vector positive = p > zero ? perD : zero;
    return p < d ? positive : zero;
  }
};

template <int Count>
struct Coefficients {
  Vector values[Count];

  RHO_INLINE Coefficients(const float* all, int channels, int channel) {
#pragma GCC unroll 8
    for (int i = 0; i < Count; ++i) load(values[i], all + i * channels + channel);
  }
  RHO_INLINE const Vector& operator[](int i) const { return values[i]; }
};

/// Adds up what `terms(offset, sums)` adds for each row of a column of channels.
template <int Count, class Terms>
RHO_INLINE void sumRows(int rows, int channels, int channel, float* sums, const Terms& terms) {
  Vector totals[Count] = {};
  for (int row = 0; row < rows; ++row)
    terms(static_cast<std::ptrdiff_t>(row) * channels + channel, totals);
#pragma GCC unroll 4
  for (int i = 0; i < Count; ++i) store(sums + i * channels + channel, totals[i]);
}

void normMoments(const float* x, int rows, int channels, float* mean, float* squares) {
  for (int channel = 0; channel < channels; channel += Lanes) {
    sumRows<1>(rows, channels, channel, mean, [&](std::ptrdiff_t at, Vector(&sums)[1]) {
      Vector value;
      load(value, x + at);
      sums[0] += value;
    });
    Vector centre;
    load(centre, mean + channel);
    centre *= 1.0f / static_cast<float>(rows);
    store(mean + channel, centre);
    sumRows<1>(rows, channels, channel, squares, [&](std::ptrdiff_t at, Vector(&sums)[1]) {
      Vector value;
      load(value, x + at);
      sums[0] += (value - centre) * (value - centre);
    });
  }
}

template <bool Huber>
void normForward(const norms::Layer& layer, const float* x, int rows, float* y) {
  for (int channel = 0; channel < layer.channels; channel += Lanes) {
    const NormColumn<Huber> column(layer, channel);
    for (int row = 0; row < rows; ++row) {
      const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(row) * layer.channels + channel;
      Vector value;
      load(value, x + at);
      store(y + at, column.value(column.normalised(value)));
    }
  }
}

template <bool Huber>
void normGradientSums(const norms::Layer& layer, const float* x, const float* g, int rows,
                      float* sums) {
  for (int channel = 0; channel < layer.channels; channel += Lanes) {
    const NormColumn<Huber> column(layer, channel);
    sumRows<2>(rows, layer.channels, channel, sums, [&](std::ptrdiff_t at, Vector(&totals)[2]) {
      Vector normal, e;
      load(normal, x + at);
      load(e, g + at);
      normal = column.normalised(normal);
      e *= column.slope(normal);
      totals[0] += e;
      totals[1] += e * normal;
    });
  }
}

template <bool Huber>
void normGradient(const norms::Layer& layer, const float* x, const float* g, int rows,
                  const float* coefficients, float* result) {
  for (int channel = 0; channel < layer.channels; channel += Lanes) {
    const NormColumn<Huber> column(layer, channel);
    const Coefficients<3> c(coefficients, layer.channels, channel);
    for (int row = 0; row < rows; ++row) {
      const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(row) * layer.channels + channel;
      Vector normal, e;
      load(normal, x + at);
      load(e, g + at);
      normal = column.normalised(normal);
      e *= column.slope(normal);
      store(result + at, c[0] * e + (c[1] * normal + c[2]));
    }
  }
}

template <bool Huber>
void normSecondSums(const norms::Layer& layer, const float* x, const float* g, const float* u,
                    int rows, float* sums) {
  for (int channel = 0; channel < layer.channels; channel += Lanes) {
    const NormColumn<Huber> column(layer, channel);
    sumRows<3>(rows, layer.channels, channel, sums, [&](std::ptrdiff_t at, Vector(&totals)[3]) {
      Vector normal, e, v;
      load(normal, x + at);
      load(e, g + at);
      load(v, u + at);
      normal = column.normalised(normal);
      e *= column.slope(normal);
      totals[0] += v;
      totals[1] += v * normal;
      totals[2] += v * e;
    });
  }
}

template <bool Huber>
void normCurvatureSums(const norms::Layer& layer, const float* x, const float* g, const float* u,
                       int rows, const float* coefficients, float* sums) {
  for (int channel = 0; channel < layer.channels; channel += Lanes) {
    const NormColumn<Huber> column(layer, channel);
    const Coefficients<3> c(coefficients, layer.channels, channel);
    sumRows<2>(rows, layer.channels, channel, sums, [&](std::ptrdiff_t at, Vector(&totals)[2]) {
      Vector normal, r, v;
      load(normal, x + at);
      load(r, g + at);
      load(v, u + at);
      normal = column.normalised(normal);
      r *= column.curvature(normal) * (c[0] * v + (c[1] * normal + c[2]));
      totals[0] += r;
      totals[1] += r * normal;
    });
  }
}

template <bool Huber>
void normSecondGradient(const norms::Layer& layer, const float* x, const float* g, const float* u,
                        int rows, const float* coefficients, float* forG, float* forX) {
  for (int channel = 0; channel < layer.channels; channel += Lanes) {
    const NormColumn<Huber> column(layer, channel);
    const Coefficients<3> c(coefficients, layer.channels, channel);
    const Coefficients<5> k(coefficients + 3 * layer.channels, layer.channels, channel);
    for (int row = 0; row < rows; ++row) {
      const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(row) * layer.channels + channel;
      Vector normal, gradient, v;
      load(normal, x + at);
      load(gradient, g + at);
      load(v, u + at);
      normal = column.normalised(normal);
      const Vector slope = column.slope(normal);
      const Vector q = c[0] * v + (c[1] * normal + c[2]);
      store(forG + at, q * slope);
      Vector sum = k[1] * (gradient * slope) + k[2] * v + (k[3] * normal + k[4]);
      if constexpr (Huber) sum += k[0] * (q * gradient * column.curvature(normal));
      store(forX + at, sum);
    }
  }
}

template <bool Huber>
constexpr norms::Kernels normKernels = {
    normMoments,           normForward<Huber>,       normGradientSums<Huber>,  normGradient<Huber>,
    normSecondSums<Huber>, normCurvatureSums<Huber>, normSecondGradient<Huber>};
