// SPDX-License-Identifier: Apache-2.0
#include "attack/square_shapes.h"

#include <algorithm>
#include <cmath>

#include "model/tensor.h"

namespace rho::attack {

namespace {

torch::Tensor signs(std::int64_t count, Random& random) {
  const auto values = torch::empty({count});
  auto* value = values.data_ptr<float>();
  for (std::int64_t i = 0; i < count; ++i) value[i] = random.coin() ? 1.0F : -1.0F;
  return values;
}

double lengthOf(const torch::Tensor& values) {
  return std::sqrt(values.square().sum().item<double>());
}

/// A peak of rows×columns that falls off in rectangles around the middle, of
/// norm 1.
torch::Tensor peak(std::int64_t rows, std::int64_t columns) {
  auto values = torch::zeros({rows, columns});
  const auto middleRow = rows / 2 + 1, middleColumn = columns / 2 + 1;
  auto top = middleRow - 1, left = middleColumn - 1;
  for (std::int64_t i = 0; i < std::max(middleRow, middleColumn); ++i, --top, --left)
    values.slice(0, std::max<std::int64_t>(top, 0), std::min(top + 2 * i + 1, rows))
        .slice(1, std::max<std::int64_t>(left, 0), std::min(left + 2 * i + 1, columns)) +=
        1.0 / static_cast<double>((i + 1) * (i + 1));
  return values / lengthOf(values);
}

/// A positive and a negative peak side by side, of norm 1.
torch::Tensor peaks(std::int64_t side, Random& random) {
  auto values = torch::zeros({side, side});
  if (side < 2) return torch::ones({side, side});
  values.slice(0, 0, side / 2) = peak(side / 2, side);
  values.slice(0, side / 2) = -peak(side - side / 2, side);
  values = values / lengthOf(values);
  return random.coin() ? values.t().contiguous() : values;
}

/// Two places of a window in the image.
struct Window {
  std::int64_t top, left, side;
  Window(const torch::Tensor& image, std::int64_t length, Random& random)
      : top(random.integer(image.size(1) - length + 1)),
        left(random.integer(image.size(2) - length + 1)),
        side(length) {}
  torch::Tensor of(const torch::Tensor& values) const {
    return values.slice(1, top, top + side).slice(2, left, left + side);
  }
};

std::int64_t sideOf(const torch::Tensor& image, double share, std::int64_t least) {
  const auto pixels = static_cast<double>(image.size(1) * image.size(2));
  const auto side = static_cast<std::int64_t>(std::lround(std::sqrt(share * pixels)));
  const auto most = std::min(image.size(1), image.size(2));
  return std::clamp(side, std::min(least, most), most);
}

torch::Tensor atLength(const torch::Tensor& change, double length) {
  return change * (length / std::max(lengthOf(change), 1e-12));
}

torch::Tensor nextPeaks(const torch::Tensor& image, const torch::Tensor& best, double radius,
                        double share, Random& random) {
  auto side = sideOf(image, share, 3);
  const auto most = std::min(image.size(1), image.size(2));
  if (side % 2 == 0 && side < most) ++side;
  auto change = (best - image).clone();
  const Window to(image, side, random), from(image, side, random);
  auto both = torch::zeros_like(change);
  to.of(both).fill_(1);
  from.of(both).fill_(1);
  const double spare = std::max(radius * radius - change.square().sum().item<double>(), 0.0);
  const auto channels = image.size(0);
  // What is taken from one window, and what the bound still allows, goes to the
  // other.
  const auto energy = (change.square() * both).sum({1, 2}) + spare / static_cast<double>(channels);
  const auto old = to.of(change).clone();
  const auto oldNorm = old.square().sum({1, 2}, true).sqrt() + 1e-12;
  auto fresh =
      peaks(side, random).unsqueeze(0) * signs(channels, random).view({-1, 1, 1}) + old / oldNorm;
  fresh =
      fresh / (fresh.square().sum({1, 2}, true).sqrt() + 1e-12) * energy.sqrt().view({-1, 1, 1});
  from.of(change).fill_(0);
  to.of(change).copy_(fresh);
  return image + atLength(change, radius);
}

torch::Tensor nextFlat(const torch::Tensor& image, const torch::Tensor& best, double radius,
                       double share, Random& random) {
  auto point = best.clone();
  const Window window(image, sideOf(image, share, 1), random);
  const auto change = signs(image.size(0), random).view({-1, 1, 1}) * radius;
  window.of(point).copy_(window.of(image) + change);
  return point;
}

}  // namespace

torch::Tensor firstSquares(const torch::Tensor& image, const ThreatModel& threat, Random& random) {
  const double radius = threat.radius(image.numel());
  const auto channels = image.size(0), height = image.size(1), width = image.size(2);
  if (threat.isLinf())
    return image + signs(channels * width, random).view({channels, 1, width}) * radius;
  const auto side = std::max<std::int64_t>(std::min(height, width) / 5, 1);
  auto change = torch::zeros_like(image);
  for (auto top = height % side / 2; top + side <= height; top += side)
    for (auto left = width % side / 2; left + side <= width; left += side)
      change.slice(1, top, top + side).slice(2, left, left + side) +=
          peaks(side, random) * signs(channels, random).view({-1, 1, 1});
  return image + atLength(change, radius);
}

torch::Tensor nextSquare(const torch::Tensor& image, const torch::Tensor& best,
                         const ThreatModel& threat, double share, Random& random) {
  const double radius = threat.radius(image.numel());
  return threat.isLinf() ? nextFlat(image, best, radius, share, random)
                         : nextPeaks(image, best, radius, share, random);
}

}  // namespace rho::attack
