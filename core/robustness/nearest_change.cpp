// SPDX-License-Identifier: Apache-2.0
#include "robustness/nearest_change.h"

#include <cmath>

#include "model/tensor.h"
#include "robustness/boundary.h"
#include "robustness/curvature_memory.h"
#include "robustness/per_item.h"
#include "robustness/perturbation_loop.h"
#include "robustness/smallest_change.h"

namespace rho::robustness {

namespace {

torch::Tensor allRows(const torch::Tensor& items) {
  return torch::arange(items.size(0), torch::TensorOptions(items.device()).dtype(torch::kInt64));
}

/// The published loop in few steps, its size in proportion to the boundary's distance as it seems
/// from the image. Its long way around leads to nearer minima than the straight one.
torch::Tensor roam(const model::Model& model, Boundary& boundary, const torch::Tensor& labels,
                   Outcome outcome, const NearestChange& settings, const JobContext& context) {
  const auto& inputs = boundary.inputs();
  const auto plane = boundary.look(torch::zeros_like(inputs), allRows(inputs));
  const double values = static_cast<double>(inputs[0].numel());
  SmallestChange search(model, inputs, labels, outcome);
  const PerturbationLoop loop{.steps = settings.roamSteps,
                              .momentum = settings.momentum,
                              .trackLast = true,
                              .clamp = false};
  loop.run(
      inputs, plane.distance * (settings.reach / std::sqrt(values)),
      [&](int, const torch::Tensor& delta) { return search.direction(delta); }, context);
  return search.nearest();
}

/// The boundary along directions of length 1.
struct Ray {
  torch::Tensor direction;  ///< N×C×H×W
  torch::Tensor distance;   ///< N: where it meets the boundary, taken for a plane
  torch::Tensor gradient;   ///< N×C×H×W: of the distance's logarithm, over the directions

  void replace(const torch::Tensor& rows, const Ray& by) {
    direction.index_copy_(0, rows, by.direction);
    distance.index_copy_(0, rows, by.distance);
    gradient.index_copy_(0, rows, by.gradient);
  }
};

/// rows: which images the directions belong to; lengths: where to look from along them.
Ray rayAlong(Boundary& boundary, const torch::Tensor& direction, const torch::Tensor& length,
             const torch::Tensor& rows) {
  constexpr double slightest = 0.05;  // cosine; beyond it a plane says little
  const auto dimensions = direction.dim();
  const auto plane = boundary.look(direction * perItem(length, dimensions), rows);
  const auto cosine = innerProduct(plane.away, direction).clamp_min(slightest);
  return {direction, plane.distance / cosine, direction - plane.away / perItem(cosine, dimensions)};
}

/// A quasi-Newton descent of the boundary's distance over the directions. Where a step did not
/// help, half of it is tried from the best, by what was learnt from it. Images whose next step
/// promises nothing more are left alone.
Ray descend(Boundary& boundary, const torch::Tensor& start, int steps, const JobContext& context) {
  constexpr double longestTurn = 0.5;     // of a step, in units of the direction's length
  constexpr double slightestGain = 1e-5;  // of the distance, by the next step
  const auto dimensions = start.dim();
  auto best =
      rayAlong(boundary, unitLength(start), innerProduct(start, start).sqrt(), allRows(start));
  CurvatureMemory memory(8, 0.3);
  auto share = torch::ones_like(best.distance);
  auto rows = allRows(start);
  for (int step = 1; step < steps; ++step) {
    context.step(step, steps);
    auto turn = -memory.times(best.gradient);
    const auto promised = -innerProduct(turn, best.gradient);
    rows =
        rows.index_select(0, (promised.index_select(0, rows) > slightestGain).nonzero().squeeze(1));
    if (rows.size(0) == 0) break;
    const auto size = innerProduct(turn, turn).sqrt();
    turn *= perItem(torch::minimum(share, longestTurn / size), dimensions);
    const auto direction = unitLength((best.direction + turn).index_select(0, rows));
    const auto tried = rayAlong(boundary, direction, best.distance.index_select(0, rows), rows);
    auto moved = torch::zeros_like(turn), change = torch::zeros_like(turn);
    moved.index_copy_(0, rows, direction - best.direction.index_select(0, rows));
    change.index_copy_(0, rows, tried.gradient - best.gradient.index_select(0, rows));
    memory.add(moved, change);
    const auto better = tried.distance < best.distance.index_select(0, rows);
    const auto helped = better.nonzero().squeeze(1);
    best.replace(rows.index_select(0, helped),
                 {tried.direction.index_select(0, helped), tried.distance.index_select(0, helped),
                  tried.gradient.index_select(0, helped)});
    share = (share * 0.5).index_fill(0, rows.index_select(0, helped), 1.0);
  }
  return best;
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
    const auto truth = labels.index_select(0, rows);
    Boundary boundary(model, inputs.index_select(0, rows), truth, outcome);
    const auto start = roam(model, boundary, truth, outcome, *this, context.part(0, 0.5));
    const auto found = descend(boundary, start, descentSteps, context.part(0.5, 1));
    const auto lengths = boundary.nearest(found.direction, found.distance);
    const double values = static_cast<double>(inputs[0].numel());
    distances.index_copy_(0, rows, (lengths / std::sqrt(values)).to(distances.dtype()));
  }
  context.report(1);
  return distances.to(torch::kCPU, torch::kFloat64);
}

}  // namespace rho::robustness
