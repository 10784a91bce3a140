// SPDX-License-Identifier: Apache-2.0
#include "robustness/nearest_change.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "model/tensor.h"
#include "robustness/boundary.h"
#include "robustness/curvature_memory.h"
#include "robustness/per_item.h"

namespace rho::robustness {

namespace {

void walk(Boundary& boundary, const NearestChange& settings, const JobContext& context) {
  auto delta = torch::zeros_like(boundary.inputs());
  const int steps = settings.walkSteps;
  for (int step = 0; step < steps; ++step) {
    context.step(step, steps);
    const auto plane = boundary.look(delta);
    const double done = static_cast<double>(step) / std::max(1, steps - 1);
    const double turn = settings.lastTurn + (settings.firstTurn - settings.lastTurn) * 0.5 *
                                                (1 + std::cos(std::numbers::pi * done));
    const auto length = innerProduct(delta, delta).sqrt();
    const auto direction = unitLength(
        step == 0 ? plane.away : delta + plane.away * perItem(length * turn, delta.dim()));
    auto radius = plane.along(direction);
    // One plane may be far from the boundary.
    if (step > 0) radius = torch::minimum(torch::maximum(radius, 0.7 * length), 1.5 * length);
    delta = direction * perItem(radius, delta.dim());
  }
}

/// What the boundary looks like from a direction (length 1): where its ray meets the plane, and the
/// tangent along which the logarithm of that distance grows fastest.
struct View {
  torch::Tensor distance;  ///< N
  torch::Tensor gradient;  ///< N×C×H×W
};

View viewAlong(Boundary& boundary, const torch::Tensor& direction, const torch::Tensor& length) {
  constexpr double slightest = 0.05;  // cosine
  const auto dimensions = direction.dim();
  const auto plane = boundary.look(direction * perItem(length, dimensions));
  const auto cosine = innerProduct(plane.away, direction).clamp_min(slightest);
  return {plane.along(direction), direction - plane.away / perItem(cosine, dimensions)};
}

/// A quasi-Newton descent of the boundary's distance over the directions. Where a step did not
/// help, half of it is tried from the best, by what was learnt from it.
void descend(Boundary& boundary, int steps, const JobContext& context) {
  constexpr double longestTurn = 0.5;  // of a step, in units of the direction's length
  auto best = boundary.direction();
  const auto dimensions = best.dim();
  const auto length = torch::where(torch::isfinite(boundary.estimate()), boundary.estimate(), 1.0);
  auto known = viewAlong(boundary, best, length);
  CurvatureMemory memory(6, 0.3);
  auto share = torch::ones_like(length);
  for (int step = 1; step < steps; ++step) {
    context.step(step, steps);
    auto turn = -memory.times(known.gradient) * perItem(share, dimensions);
    const auto size = innerProduct(turn, turn).sqrt();
    turn *= perItem((longestTurn / size).clamp_max(1.0), dimensions);
    const auto direction = unitLength(best + turn);
    const auto tried = viewAlong(boundary, direction, known.distance);
    memory.add(direction - best, tried.gradient - known.gradient);
    const auto better = tried.distance < known.distance;
    const auto betterItem = perItem(better, dimensions);
    best = torch::where(betterItem, direction, best);
    known = {torch::where(better, tried.distance, known.distance),
             torch::where(betterItem, tried.gradient, known.gradient)};
    share = torch::where(better, torch::ones_like(share), share * 0.5);
  }
}

}  // namespace

torch::Tensor NearestChange::run(const model::Model& model, const torch::Tensor& inputs,
                                 const torch::Tensor& labels, Outcome outcome,
                                 const JobContext& context) const {
  auto distances = torch::zeros({inputs.size(0)}, inputs.options());
  torch::Tensor rows;
  {
    const torch::NoGradGuard noGrad;
    rows = (~isChanged(model, model.logits(inputs), labels, outcome)).nonzero().squeeze(1);
  }
  if (rows.size(0) > 0) {
    Boundary boundary(model, inputs.index_select(0, rows), labels.index_select(0, rows), outcome);
    walk(boundary, *this, context.part(0, 0.6));
    descend(boundary, descentSteps, context.part(0.6, 0.9));
    const double values = static_cast<double>(inputs[0].numel());
    distances.index_copy_(0, rows, (boundary.nearest() / std::sqrt(values)).to(distances.dtype()));
  }
  context.report(1);
  return distances.to(torch::kCPU, torch::kFloat64);
}

}  // namespace rho::robustness
