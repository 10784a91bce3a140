// SPDX-License-Identifier: Apache-2.0
#include "data/augmentation.h"

#include "data/upload.h"
#include "model/tensor.h"

namespace rho::data {

namespace {

torch::Tensor drawn(std::int64_t count, std::int64_t low, std::int64_t high, Random& random) {
  auto values = torch::empty({count}, torch::kInt64);
  auto* value = values.mutable_data_ptr<std::int64_t>();
  for (std::int64_t i = 0; i < count; ++i) value[i] = low + random.integer(high - low + 1);
  return values;
}

/// N×extent: where each pixel along one axis comes from.
torch::Tensor sourceIndices(std::int64_t extent, const torch::Tensor& move,
                            const torch::TensorOptions& options) {
  const auto places = torch::arange(extent, options).unsqueeze(0);
  return move.defined()
             ? (places - upload(move, options.device()).unsqueeze(1)).clamp(0, extent - 1)
             : places;
}

}  // namespace

Augmentation Augmentation::draw(std::int64_t images, int shift, bool flip, Random& random) {
  Augmentation augmentation;
  if (shift > 0) {
    augmentation.down = drawn(images, -shift, shift, random);
    augmentation.right = drawn(images, -shift, shift, random);
  }
  if (flip) augmentation.flipped = drawn(images, 0, 1, random);
  return augmentation;
}

Augmentation Augmentation::slice(std::int64_t from, std::int64_t to) const {
  const auto part = [&](const torch::Tensor& all) {
    return all.defined() ? all.slice(0, from, to) : all;
  };
  return {part(down), part(right), part(flipped)};
}

torch::Tensor augmented(const torch::Tensor& inputs, const Augmentation& augmentation) {
  if (!augmentation.down.defined() && !augmentation.flipped.defined()) return inputs;
  const auto options = torch::dtype(torch::kInt64).device(inputs.device());
  const auto height = inputs.size(2), width = inputs.size(3);
  const auto rows = sourceIndices(height, augmentation.down, options);
  auto columns = sourceIndices(width, augmentation.right, options);
  if (augmentation.flipped.defined()) {
    const auto flipped = upload(augmentation.flipped, inputs.device()).unsqueeze(1) != 0;
    columns = torch::where(flipped, columns.flip(1), columns);
  }
  const auto images = torch::arange(inputs.size(0), options).view({-1, 1, 1, 1});
  const auto channels = torch::arange(inputs.size(1), options).view({1, -1, 1, 1});
  return inputs.index(
      {images, channels, rows.unsqueeze(1).unsqueeze(3), columns.unsqueeze(1).unsqueeze(1)});
}

}  // namespace rho::data
