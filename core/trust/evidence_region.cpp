// SPDX-License-Identifier: Apache-2.0
#include "trust/evidence_region.h"

#include <fmt/format.h>

#include "base/error.h"
#include "image/resample.h"
#include "model/tensor.h"
#include "quality/region.h"

namespace rho::trust {

namespace {

/// The fewest values that add up to half of all: a share of their number.
double halfAreaOf(const torch::Tensor& values) {
  const auto sums = std::get<0>(values.flatten().sort(0, /*descending=*/true)).cumsum(0);
  const auto before = (sums < sums[-1] / 2).sum().item<std::int64_t>();
  return static_cast<double>(before + 1) / static_cast<double>(values.numel());
}

}  // namespace

Place placeOf(const MethodMap& map) {
  const auto values = map.importance.to(torch::kFloat64);
  const double all = values.sum().item<double>();
  if (!(all > 0)) return {.row = 1, .column = 1, .share = 0, .halfArea = 0};
  Place place;
  const auto thirds = [](const torch::Tensor& whole, int axis, int third) {
    const auto length = whole.size(axis);
    return whole.slice(axis, length * third / 3, length * (third + 1) / 3);
  };
  for (int row = 0; row < 3; ++row)
    for (int column = 0; column < 3; ++column) {
      const auto ninth = thirds(thirds(values, 0, row), 1, column);
      const double share = ninth.sum().item<double>() / all;
      if (share > place.share) place = {row, column, share, 0};
    }
  place.halfArea = halfAreaOf(values);
  return place;
}

torch::Tensor maskedRegion(const image::Image& mask, const image::Image& image, cv::Size grid) {
  const auto& name = mask.info().source;
  if (mask.pixels().size() != image.pixels().size())
    throw InvalidInput(name,
                       fmt::format("the mask has {}×{} pixels, the image {}×{}", mask.width(),
                                   mask.height(), image.width(), image.height()),
                       "use a mask of the image's size");
  const auto region = quality::regionOf(image::toChannels(mask, 1).pixels(), grid);
  const auto marked = region.sum().item<std::int64_t>();
  if (marked == 0 || marked == region.numel())
    throw InvalidInput(name, marked == 0 ? "the mask marks nothing" : "the mask marks everything",
                       "use a picture that is white inside and black outside");
  return region;
}

void addShares(const std::vector<MethodMap>& maps, const torch::Tensor& region,
               Findings& findings) {
  for (const auto& map : maps)
    findings.shares.push_back({map.method, 1 - quality::shareInside(map.importance, region)});
  findings.areaOutside = 1 - region.to(torch::kFloat64).mean().item<double>();
}

}  // namespace rho::trust
