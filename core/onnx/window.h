// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "onnx/operator.h"

namespace rho::onnx {

/// How a kernel moves over the spatial axes of N×C×spatial: one number per axis.
struct Window {
  Integers kernel, stride, dilation;
  Integers begin, end;  ///< padding before and after
  Integers outputs;     ///< how many positions there are

  std::size_t rank() const { return kernel.size(); }
  bool isSymmetric() const { return begin == end; }
  bool isDilated() const;
  std::int64_t extent(std::size_t axis) const { return dilation[axis] * (kernel[axis] - 1) + 1; }
};

/// The attributes kernel_shape (the default where it is left out), strides, dilations, pads,
/// auto_pad and ceil_mode for an input of these spatial sizes. Throws c10::Error when they do not
/// fit each other.
Window windowOf(const Call& call, at::IntArrayRef spatial, const Integers& kernel);

/// Reads pads into begin and end; zeros where there are none.
void readPads(const Call& call, Window& window);

/// A list of the spatial rank, filled with ones where the attribute is left out.
Integers perAxis(const Call& call, const char* name, std::size_t rank);

/// The padding of the last axes in the order that ATen's padding takes: last axis first.
Integers paddingForAten(const Integers& begin, const Integers& end);

}  // namespace rho::onnx
