// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/resampling.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "widgets/mip_levels.h"

namespace rho::widgets {

namespace {

/// The source pixels and weights of each pixel along one axis; every pixel has the same number.
struct Taps {
  int count = 0;
  std::vector<int> pixels;
  std::vector<float> weights;
};

double triangle(double x) { return std::max(0.0, 1 - std::abs(x)); }

/// Keys' cubic, as OpenCV's but less eager to overshoot.
double cubic(double x) {
  x = std::abs(x);
  if (x >= 2) return 0;
  return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
}

/// Pixels of a level that is up to twice too large are averaged by a wider triangle.
Taps tapsOf(int side, double from, double length, int count, bool useCubic) {
  const double step = length * side / count;  // source pixels per pixel
  const bool enlarges = step < 1;
  const double spread = enlarges ? 1 : step;
  const double radius = enlarges && useCubic ? 2 : spread;
  Taps taps;
  taps.count = static_cast<int>(std::ceil(2 * radius));
  for (int i = 0; i < count; ++i) {
    const double at = from * side + (i + 0.5) * step - 0.5;
    const int first = static_cast<int>(std::floor(at - radius)) + 1;
    double sum = 0;
    const std::size_t begin = taps.weights.size();
    for (int t = 0; t < taps.count; ++t) {
      const double distance = (first + t - at) / spread;
      const double weight = enlarges && useCubic ? cubic(distance) : triangle(distance);
      taps.pixels.push_back(std::clamp(first + t, 0, side - 1));
      taps.weights.push_back(static_cast<float>(weight));
      sum += weight;
    }
    for (std::size_t t = begin; t < taps.weights.size(); ++t)
      taps.weights[t] /= static_cast<float>(sum);
  }
  return taps;
}

/// Rows first, then columns; a row that several output rows need is resampled once.
template <typename Value, int channels>
class Resampler {
 public:
  Resampler(const QImage& image, const Taps& columns, const Taps& rows)
      : m_image(image),
        m_columns(columns),
        m_rows(rows),
        m_width(columns.pixels.size() / columns.count) {
    m_lines.resize(static_cast<std::size_t>(rows.count));
    for (auto& line : m_lines) line.values.resize(m_width * channels);
    m_sum.resize(m_width * channels);
  }

  void row(int y, Value* result) {
    std::fill(m_sum.begin(), m_sum.end(), 0.0F);
    for (int t = 0; t < m_rows.count; ++t) {
      const auto tap = static_cast<std::size_t>(y * m_rows.count + t);
      const float weight = m_rows.weights[tap];
      const float* values = line(m_rows.pixels[tap]);
      for (std::size_t i = 0; i < m_sum.size(); ++i) m_sum[i] += weight * values[i];
    }
    constexpr float most = std::numeric_limits<Value>::max();
    for (std::size_t i = 0; i < m_sum.size(); ++i)
      result[i] = static_cast<Value>(std::clamp(m_sum[i], 0.0F, most) + 0.5F);
  }

 private:
  struct Line {
    int source = -1;
    std::vector<float> values;
  };

  const float* line(int source) {
    Line& line = m_lines[static_cast<std::size_t>(source) % m_lines.size()];
    if (line.source != source) {
      line.source = source;
      fill(reinterpret_cast<const Value*>(m_image.constScanLine(source)), line.values.data());
    }
    return line.values.data();
  }

  void fill(const Value* source, float* values) const {
    const int* pixel = m_columns.pixels.data();
    const float* weight = m_columns.weights.data();
    for (std::size_t x = 0; x < m_width; ++x, values += channels) {
      float sum[channels] = {};
      for (int t = 0; t < m_columns.count; ++t, ++pixel, ++weight)
        for (int c = 0; c < channels; ++c)
          sum[c] += *weight * static_cast<float>(source[*pixel * channels + c]);
      for (int c = 0; c < channels; ++c) values[c] = sum[c];
    }
  }

  const QImage& m_image;
  const Taps& m_columns;
  const Taps& m_rows;
  std::size_t m_width;
  std::vector<Line> m_lines;
  std::vector<float> m_sum;
};

template <typename Value, int channels>
void resample(const QImage& image, const Taps& columns, const Taps& rows, QImage& result) {
  Resampler<Value, channels> resampler(image, columns, rows);
  for (int y = 0; y < result.height(); ++y)
    resampler.row(y, reinterpret_cast<Value*>(result.scanLine(y)));
}

QImage nearest(const QImage& image, const QRectF& region, QSize size) {
  QImage result(size, image.format());
  const auto columns = nearestPixels(image.width(), region.x(), region.width(), size.width());
  const auto rows = nearestPixels(image.height(), region.y(), region.height(), size.height());
  const int bytes = image.depth() / 8;
  for (int y = 0; y < size.height(); ++y) {
    const uchar* from = image.constScanLine(rows[static_cast<std::size_t>(y)]);
    uchar* to = result.scanLine(y);
    for (const int x : columns) {
      std::memcpy(to, from + x * bytes, static_cast<std::size_t>(bytes));
      to += bytes;
    }
  }
  return result;
}

int levelFor(const QImage& image, const QRectF& region, QSize size) {
  const double step = std::min(region.width() * image.width() / size.width(),
                               region.height() * image.height() / size.height());
  return step < 2 ? 0 : static_cast<int>(std::log2(step));
}

}  // namespace

QImage resampled(const QImage& image, const QRectF& region, QSize size, Sampling sampling) {
  if (sampling == Sampling::nearest) return nearest(image, region, size);
  const QImage source = mipLevel(image, levelFor(image, region, size));
  const bool useCubic = sampling == Sampling::cubic;
  const auto columns = tapsOf(source.width(), region.x(), region.width(), size.width(), useCubic);
  const auto rows = tapsOf(source.height(), region.y(), region.height(), size.height(), useCubic);
  QImage result(size, image.format());
  if (image.format() == QImage::Format_Grayscale16)
    resample<quint16, 1>(source, columns, rows, result);
  else if (image.format() == QImage::Format_RGB888)
    resample<uchar, 3>(source, columns, rows, result);
  else
    resample<uchar, 4>(source, columns, rows, result);
  return result;
}

std::vector<int> nearestPixels(int side, double from, double length, int count, int extra) {
  std::vector<int> pixels;
  for (int i = 0; i < count + extra; ++i) {
    const double at = (from + (i + 0.5) * length / count) * side;
    pixels.push_back(std::clamp(static_cast<int>(at), 0, side - 1));
  }
  return pixels;
}

}  // namespace rho::widgets
