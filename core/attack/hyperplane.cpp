// SPDX-License-Identifier: Apache-2.0
#include "attack/hyperplane.h"

#include "model/tensor.h"

namespace rho::attack {

namespace {

/// The level t ≥ 0 at which Σ a·min(t, b) = wanted, per row; the largest b
/// where nothing reaches it. a, b: N×M, none below 0. wanted: N.
torch::Tensor levelReaching(const torch::Tensor& a, const torch::Tensor& b,
                            const torch::Tensor& wanted) {
  const auto [ends, order] = b.sort(1);
  const auto slopes = a.gather(1, order);
  const auto filled = (slopes * ends).cumsum(1) - slopes * ends;  // by those that ended before
  const auto open = slopes.flip(1).cumsum(1).flip(1);             // slope of those that did not
  const auto atEnds = filled + open * ends;
  const auto place = (atEnds < wanted.view({-1, 1})).sum(1, true).clamp_max(b.size(1) - 1);
  const auto missing = wanted.view({-1, 1}) - filled.gather(1, place);
  const auto level = missing / open.gather(1, place).clamp_min(1e-300);
  return torch::minimum(level, ends.gather(1, place)).clamp_min(0);
}

}  // namespace

torch::Tensor changeToHyperplane(const ThreatModel& threat, const torch::Tensor& points,
                                 const torch::Tensor& value, const torch::Tensor& gradient) {
  constexpr double withoutBox = 1e6;
  const auto x = points.flatten(1).to(torch::kFloat64);
  // Towards the hyperplane: along the gradient where value is below 0, against
  // it where above.
  const auto towards = -value.to(torch::kFloat64).sign().view({-1, 1});
  const auto w = gradient.flatten(1).to(torch::kFloat64) * towards;
  const auto room = threat.box ? torch::where(w > 0, 1 - x, x) : torch::full_like(x, withoutBox);
  const auto size = w.abs();
  const auto wanted = value.to(torch::kFloat64).abs();
  torch::Tensor moved;
  if (threat.isLinf()) {
    const auto ends = torch::where(size > 0, room, torch::zeros_like(room));
    moved = torch::minimum(levelReaching(size, ends, wanted), ends);
  } else {
    const auto ends = torch::where(size > 0, room / size.clamp_min(1e-300), torch::zeros_like(room))
                          .clamp_max(1e12);
    moved = torch::minimum(levelReaching(size.square(), ends, wanted) * size, room);
  }
  return (moved * w.sign()).view_as(points).to(points.scalar_type());
}

}  // namespace rho::attack
