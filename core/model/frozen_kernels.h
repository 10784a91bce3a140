// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

/// The inner loops of FrozenResNet and TrainingConvolution: 3×3 convolutions on channels-last float
/// images whose results may go through the next layer's batch norm and activation (or its
/// derivative) while still in registers.
/// One table of functions per instruction set, all with the same arithmetic.
namespace rho::model::frozen {

/// Images in channels-last order inside a larger block of memory; strides in floats. Where a
/// convolution reads a map, the surrounding border of one pixel must exist and be zero.
struct Map {
  float* data = nullptr;  ///< channel 0 of pixel (0, 0) of image 0
  std::ptrdiff_t pixel = 0, row = 0, image = 0;

  Map from(std::ptrdiff_t first) const { return {data + first * image, pixel, row, image}; }
};

struct Extent {
  int images = 0, height = 0, width = 0;  ///< of the result
};

/// What happens to a result `r` of a convolution, per value; c is its channel.
struct Epilogue {
  enum class Kind {
    plain,  ///< out = r
    first,  ///< p = r + shift[c];                  out = act(p), gate = act'(p)
    last,   ///< skip += r; p = scale[c]·skip + shift[c]; out = act(p), gate = scale[c]·act'(p)
    gated,  ///< out = r·gate
    gatedAddition,  ///< out += r·gate
  };
  Kind kind = Kind::plain;
  bool huber = false;  ///< half-Huber of width d, otherwise ReLU
  float d = 0;
  const float* scale = nullptr;
  const float* shift = nullptr;
  Map out, skip, gate;  ///< first and last leave out the gate when gate.data is null
};

/// A tap of a direct convolution: result (y, x) gets the input value at
/// data + y·row + x·pixel + offset, times weights packed by packTap().
struct Tap {
  std::ptrdiff_t offset;
  const float* weights;
};

struct Kernels {
  const char* name;

  /// The channels that are computed together; weights are packed in blocks of this many.
  int (*block)(int outputs);

  /// 3×3, stride 1, padding 1, by Winograd's minimal filtering F(2×2, 3×3) (Lavin and Gray 2016),
  /// with weights from packWinograd(). inputs and outputs are multiples of 16.
  void (*winograd)(const float* weights, int inputs, int outputs, const Map& in,
                   const Extent& extent, const Epilogue& epilogue, float* scratch);

  /// A sum of taps, for strided and transposed convolutions. outputs is a multiple of 16; in.pixel
  /// and in.row are the distances between the inputs of neighbouring results.
  void (*direct)(const Tap* taps, int tapCount, int inputs, int outputs, const Map& in,
                 const Extent& extent, const Epilogue& epilogue);

  /// The transpose of a 3×3 convolution from `channels` ≤ 5 channels: adds to `out` (stride
  /// `stride`·out.pixel between neighbouring inputs, border of one pixel and 16 floats included)
  /// what the gradients `in` send there. weights: [3][inputs][16], the 16 holding 3·channels
  /// values.
  void (*scatter)(const float* weights, int inputs, const Map& in, const Extent& extent, int stride,
                  const Map& out);

  /// The gradient of the weights of winograd(): adds to `sums`, 16 × outputs × inputs, what
  /// unpackWinograd() turns into weights. `gradient` needs no border. Scratch as for winograd().
  void (*winogradWeights)(int inputs, int outputs, const Map& in, const Map& gradient,
                          const Extent& extent, float* sums, float* scratch);
};

/// Those for this processor.
const Kernels& kernels();
/// All that this processor can run, for tests.
std::vector<const Kernels*> allKernels();

/// Floats of scratch that winograd() needs.
std::size_t winogradScratch(int inputs, int outputs);

/// weights(o, i, y, x) of a 3×3 convolution, contiguous, to the form that winograd() reads. With
/// `transposed`, to that of the convolution from outputs to inputs that takes gradients back.
std::vector<float> packWinograd(const Kernels& kernels, const float* weights, int outputs,
                                int inputs, bool transposed);
/// The transpose of packWinograd's transform: sums of winogradWeights() to weights(o, i, y, x).
void unpackWinograd(const float* sums, int outputs, int inputs, float* weights);
/// weights(o, i) of one tap to the form that direct() reads: [block][inputs][channels of the
/// block].
std::vector<float> packTap(const Kernels& kernels, const std::vector<float>& weights, int outputs,
                           int inputs);

}  // namespace rho::model::frozen
