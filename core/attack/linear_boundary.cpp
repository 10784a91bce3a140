// SPDX-License-Identifier: Apache-2.0
#include "attack/linear_boundary.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "model/tensor.h"
#include "robustness/per_item.h"

namespace rho::attack {

using robustness::perItem;

namespace {

torch::Tensor column(const torch::Tensor& logits, const torch::Tensor& classes) {
  return logits.gather(1, classes.view({-1, 1})).squeeze(1);
}

/// How fast a loss can grow along the threat model's norm.
torch::Tensor dualLength(const ThreatModel& threat, const torch::Tensor& gradient) {
  return threat.isLinf() ? gradient.flatten(1).abs().sum(1) : l2Length(gradient);
}

}  // namespace

torch::Tensor likelyClasses(Victim& victim, const torch::Tensor& rows, std::int64_t count) {
  const auto truth = victim.labels(rows).view({-1, 1});
  if (victim.threat().target) return torch::full_like(truth, *victim.threat().target);
  const auto logits = victim.ask(victim.inputs(rows), rows).logits;
  const auto others = logits.scatter(1, truth, -std::numeric_limits<float>::infinity());
  return others.argsort(1, /*descending=*/true)
      .slice(1, 0, std::min(count, victim.classes() - 1))
      .contiguous();
}

LinearBoundary nearestBoundary(Victim& victim, const torch::Tensor& points,
                               const torch::Tensor& rows, const torch::Tensor& candidates) {
  constexpr double tiny = 1e-12;
  std::vector<Loss> differences;
  for (std::int64_t k = 0; k < candidates.size(1); ++k)
    differences.push_back([&, k](const torch::Tensor& logits) {
      const auto wanted = candidates.select(1, k);
      const auto others =
          logits.detach().scatter(1, wanted.view({-1, 1}), -std::numeric_limits<float>::infinity());
      const auto from = victim.threat().target ? others.argmax(1) : victim.labels(rows);
      return column(logits, wanted) - column(logits, from);
    });
  LinearBoundary nearest;
  victim.gradients(
      points, rows, differences, [&](const torch::Tensor& value, const torch::Tensor& gradient) {
        const auto distance = value.abs() / (dualLength(victim.threat(), gradient) + tiny);
        if (!nearest.value.defined()) {
          nearest = {value, gradient, distance};
          return;
        }
        const auto closer = distance < nearest.distance;
        nearest.value = torch::where(closer, value, nearest.value);
        nearest.gradient =
            torch::where(perItem(closer, gradient.dim()), gradient, nearest.gradient);
        nearest.distance = torch::where(closer, distance, nearest.distance);
      });
  return nearest;
}

}  // namespace rho::attack
