// SPDX-License-Identifier: Apache-2.0
#include "onnx/window.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace rho::onnx {

namespace {

/// SAME: as many positions as the input divided by the stride, rounded up.
void padToSame(Window& window, at::IntArrayRef spatial, bool moreAtEnd) {
  for (std::size_t i = 0; i < window.rank(); ++i) {
    const auto positions = (spatial[i] + window.stride[i] - 1) / window.stride[i];
    const auto total = std::max<std::int64_t>(
        0, (positions - 1) * window.stride[i] + window.extent(i) - spatial[i]);
    window.begin[i] = moreAtEnd ? total / 2 : total - total / 2;
    window.end[i] = total - window.begin[i];
  }
}

void countPositions(Window& window, at::IntArrayRef spatial, bool roundUp) {
  for (std::size_t i = 0; i < window.rank(); ++i) {
    const auto room = spatial[i] + window.begin[i] + window.end[i] - window.extent(i);
    TORCH_CHECK(room >= 0, "a kernel of ", window.extent(i), " is larger than its input of ",
                spatial[i]);
    auto positions = (room + (roundUp ? window.stride[i] - 1 : 0)) / window.stride[i] + 1;
    // A position that would start in the padding at the end does not count.
    if (roundUp && (positions - 1) * window.stride[i] >= spatial[i] + window.begin[i]) --positions;
    window.outputs.push_back(positions);
  }
}

}  // namespace

bool Window::isDilated() const {
  return std::any_of(dilation.begin(), dilation.end(), [](auto d) { return d != 1; });
}

Integers perAxis(const Call& call, const char* name, std::size_t rank) {
  auto values = call.integers(name, Integers(rank, 1));
  TORCH_CHECK(values.size() == rank, "its attribute ", name, " needs ", rank, " numbers");
  TORCH_CHECK(std::all_of(values.begin(), values.end(),
                          [](auto value) { return value > 0 && value < (1 << 24); }),
              "its attribute ", name, " must be positive");
  return values;
}

void readPads(const Call& call, Window& window) {
  const auto rank = window.rank();
  const auto pads = call.integers("pads", Integers(2 * rank, 0));
  TORCH_CHECK(pads.size() == 2 * rank, "its attribute pads needs ", 2 * rank, " numbers");
  for (const auto pad : pads)
    TORCH_CHECK(std::abs(pad) < (1 << 24), "its attribute pads is out of range");
  window.begin.assign(pads.begin(), pads.begin() + static_cast<std::ptrdiff_t>(rank));
  window.end.assign(pads.begin() + static_cast<std::ptrdiff_t>(rank), pads.end());
}

Window windowOf(const Call& call, at::IntArrayRef spatial, const Integers& kernel) {
  Window window;
  window.kernel = call.integers("kernel_shape", kernel);
  const auto rank = spatial.size();
  TORCH_CHECK(window.kernel.size() == rank && rank >= 1, "its kernel_shape needs ", rank,
              " numbers");
  for (const auto size : window.kernel)
    TORCH_CHECK(size > 0 && size < (1 << 24), "its kernel_shape must be positive");
  window.stride = perAxis(call, "strides", rank);
  window.dilation = perAxis(call, "dilations", rank);
  readPads(call, window);
  const auto automatic = call.text("auto_pad", "NOTSET");
  if (automatic == "VALID") window.begin = window.end = Integers(rank, 0);
  if (automatic.starts_with("SAME")) padToSame(window, spatial, automatic == "SAME_UPPER");
  countPositions(window, spatial, call.integer("ceil_mode", 0) != 0);
  return window;
}

Integers paddingForAten(const Integers& begin, const Integers& end) {
  Integers padding;
  for (std::size_t i = begin.size(); i-- > 0;) {
    padding.push_back(begin[i]);
    padding.push_back(end[i]);
  }
  return padding;
}

}  // namespace rho::onnx
