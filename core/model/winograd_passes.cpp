// SPDX-License-Identifier: Apache-2.0
#include "model/winograd_passes.h"

#include <algorithm>

#include "model/aligned_floats.h"
#include "model/flush_subnormals.h"
#include "model/frozen_kernels.h"
#include "model/parallel.h"
#include "model/tensor.h"

namespace rho::model {

using frozen::Extent;
using frozen::Map;

namespace {

struct Shape {
  int images, channels, height, width;
  explicit Shape(const torch::Tensor& x)
      : images(static_cast<int>(x.size(0))),
        channels(static_cast<int>(x.size(1))),
        height(static_cast<int>(x.size(2))),
        width(static_cast<int>(x.size(3))) {}

  std::ptrdiff_t floats() const { return std::ptrdiff_t{height} * width * channels; }
  Map map(float* data) const {
    return {data, channels, std::ptrdiff_t{channels} * width, floats()};
  }
  /// Images that are worked on together: as many as stay in the second-level cache.
  int together() const {
    constexpr std::ptrdiff_t floatsInCache = 16384;
    return static_cast<int>(std::clamp<std::ptrdiff_t>(floatsInCache / floats(), 1, 16));
  }
};

/// A few images with the border of zeros that the convolutions read.
class PaddedImages {
 public:
  explicit PaddedImages(const Shape& shape) : m_shape(shape), m_memory(floats(shape)) {
    const std::ptrdiff_t row = std::ptrdiff_t{shape.channels} * width(shape);
    m_map = {m_memory.data() + row + shape.channels, shape.channels, row, row * height(shape)};
  }

  const Map& load(const float* x, int images) {
    const std::ptrdiff_t row = std::ptrdiff_t{m_shape.width} * m_shape.channels;
    for (int n = 0; n < images; ++n)
      for (int y = 0; y < m_shape.height; ++y, x += row)
        std::copy_n(x, row, m_map.data + n * m_map.image + y * m_map.row);
    return m_map;
  }

 private:
  // Tiles are of 2×2: the border is wider where the size is odd.
  static std::ptrdiff_t width(const Shape& shape) { return (shape.width + 1) / 2 * 2 + 2; }
  static std::ptrdiff_t height(const Shape& shape) { return (shape.height + 1) / 2 * 2 + 2; }
  static std::size_t floats(const Shape& shape) {
    return static_cast<std::size_t>(shape.together() * height(shape) * width(shape) *
                                    shape.channels);
  }

  Shape m_shape;
  AlignedFloats m_memory;
  Map m_map;
};

/// Calls run(first image, images) for [begin, end) in pieces.
template <class Run>
void inPieces(std::int64_t begin, std::int64_t end, int together, const Run& run) {
  for (std::int64_t first = begin; first < end; first += together)
    run(first, static_cast<int>(std::min<std::int64_t>(together, end - first)));
}

}  // namespace

bool winogradSupports(std::int64_t inputs, std::int64_t outputs) {
  return inputs % 16 == 0 && outputs % 16 == 0;
}

torch::Tensor winogradConvolution(const torch::Tensor& x, const torch::Tensor& weight,
                                  bool transposed) {
  const auto& kernels = frozen::kernels();
  const int outputs = static_cast<int>(weight.size(transposed ? 1 : 0));
  const auto flat = weight.contiguous();
  const auto packed =
      frozen::packWinograd(kernels, flat.const_data_ptr<float>(), static_cast<int>(weight.size(0)),
                           static_cast<int>(weight.size(1)), transposed);
  auto result = torch::empty({x.size(0), outputs, x.size(2), x.size(3)},
                             x.options().memory_format(torch::MemoryFormat::ChannelsLast));
  const Shape in(x), out(result);
  const float* from = x.const_data_ptr<float>();
  float* to = result.data_ptr<float>();
  parallelRanges(in.images, [&](std::int64_t begin, std::int64_t end) {
    const FlushSubnormals flush;
    PaddedImages padded(in);
    const AlignedFloats scratch(frozen::winogradScratch(in.channels, outputs));
    inPieces(begin, end, in.together(), [&](std::int64_t first, int images) {
      frozen::Epilogue epilogue;
      epilogue.out = out.map(to + first * out.floats());
      kernels.winograd(packed.data(), in.channels, outputs,
                       padded.load(from + first * in.floats(), images),
                       {images, in.height, in.width}, epilogue, scratch.data());
    });
  });
  return result;
}

torch::Tensor winogradWeightGradient(const torch::Tensor& x, const torch::Tensor& g) {
  const auto& kernels = frozen::kernels();
  const Shape in(x), out(g);
  // One sum per thread: which images go into which depends on nothing else.
  const std::int64_t slots = std::min<std::int64_t>(in.images, at::get_num_threads());
  const std::ptrdiff_t size = std::ptrdiff_t{16} * in.channels * out.channels;
  const AlignedFloats sums(static_cast<std::size_t>(slots * size));
  const float* values = x.const_data_ptr<float>();
  // Maps are for writing too.
  float* gradients = const_cast<float*>(g.const_data_ptr<float>());
  parallelRanges(slots, [&](std::int64_t begin, std::int64_t end) {
    const FlushSubnormals flush;
    PaddedImages padded(in);
    const AlignedFloats scratch(frozen::winogradScratch(in.channels, out.channels));
    for (std::int64_t slot = begin; slot < end; ++slot)
      inPieces(in.images * slot / slots, in.images * (slot + 1) / slots, in.together(),
               [&](std::int64_t first, int images) {
                 kernels.winogradWeights(
                     in.channels, out.channels, padded.load(values + first * in.floats(), images),
                     out.map(gradients + first * out.floats()), {images, in.height, in.width},
                     sums.data() + slot * size, scratch.data());
               });
  });
  for (std::int64_t slot = 1; slot < slots; ++slot)
    std::transform(sums.data(), sums.data() + size, sums.data() + slot * size, sums.data(),
                   std::plus<>());
  auto result = torch::empty({out.channels, in.channels, 3, 3}, x.options());
  frozen::unpackWinograd(sums.data(), out.channels, in.channels, result.data_ptr<float>());
  return result;
}

}  // namespace rho::model
