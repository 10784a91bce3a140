// SPDX-License-Identifier: Apache-2.0
#include "robustness/nearest_change.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "model/tensor.h"
#include "robustness/boundary.h"
#include "robustness/perturbation_loop.h"

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

/// The boundary's distance over the directions falls fastest along away/cosine − direction. Steps
/// grow while it falls, and are halved and tried again from the best where it did not.
void descend(Boundary& boundary, int steps, const JobContext& context) {
  auto direction = boundary.direction();
  auto length = torch::where(torch::isfinite(boundary.estimate()), boundary.estimate(), 1.0);
  auto best = direction, tangent = torch::zeros_like(direction);
  auto least = torch::full_like(length, std::numeric_limits<double>::infinity());
  auto size = torch::full_like(length, 0.3);
  const auto dimensions = direction.dim();
  for (int step = 0; step < steps; ++step) {
    context.step(step, steps);
    const auto plane = boundary.look(direction * perItem(length, dimensions));
    const auto crossing = plane.along(direction);
    const auto better = crossing < least;
    const auto cosine = innerProduct(plane.away, direction).clamp_min(0.05);
    least = torch::where(better, crossing, least);
    best = torch::where(perItem(better, dimensions), direction, best);
    tangent = torch::where(perItem(better, dimensions),
                           plane.away / perItem(cosine, dimensions) - direction, tangent);
    if (step > 0) size = torch::where(better, size * 1.3, size * 0.5);
    direction = unitLength(best + tangent * perItem(size, dimensions));
    length = least;
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
