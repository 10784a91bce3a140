// SPDX-License-Identifier: Apache-2.0
#include "attack/apgd.h"

#include <algorithm>

#include "model/tensor.h"
#include "robustness/per_item.h"

namespace rho::attack {

namespace {

using robustness::perItem;

torch::Tensor chosen(const torch::Tensor& flags, const torch::Tensor& yes,
                     const torch::Tensor& no) {
  return torch::where(perItem(flags, yes.dim()), yes, no);
}

/// A random point at the bound.
torch::Tensor startOf(Victim& victim, const torch::Tensor& rows) {
  const auto& threat = victim.threat();
  const auto drawn = threat.isLinf() ? victim.uniform(rows) : victim.normal(rows);
  const auto direction = drawn / perItem(threat.length(drawn), drawn.dim());
  return victim.project(victim.inputs(rows) + direction * victim.radius(), rows);
}

/// What is known of every image that is still under attack.
struct State {
  torch::Tensor rows, points, previous, gradient, loss;
  torch::Tensor best, bestGradient, bestLoss;
  torch::Tensor step, increases, bestAtCheck, reducedAtCheck;

  State(Victim& victim, torch::Tensor attacked, torch::Tensor start, const Victim::Answer& answer)
      : rows(std::move(attacked)),
        points(std::move(start)),
        previous(points),
        gradient(answer.gradient),
        loss(answer.loss),
        best(points),
        bestGradient(gradient),
        bestLoss(loss),
        step(torch::full_like(loss, 2 * victim.radius())),
        increases(torch::zeros_like(loss)),
        bestAtCheck(loss),
        reducedAtCheck(torch::ones_like(loss, torch::kBool)) {}

  void keep(const torch::Tensor& items) {
    keepItems(items, {&rows, &points, &previous, &gradient, &loss, &best, &bestGradient, &bestLoss,
                      &step, &increases, &bestAtCheck, &reducedAtCheck});
  }

  void move(Victim& victim, double share) {
    const auto momentum = points - previous;
    const auto far = victim.project(
        points + victim.threat().steepest(gradient) * perItem(step, points.dim()), rows);
    previous = points;
    points = victim.project(points + share * (far - points) + (1 - share) * momentum, rows);
  }

  void look(const Victim::Answer& answer) {
    increases = increases + (answer.loss > loss);
    loss = answer.loss;
    gradient = answer.gradient;
    const auto better = loss > bestLoss;
    best = chosen(better, points, best);
    bestGradient = chosen(better, gradient, bestGradient);
    bestLoss = torch::maximum(bestLoss, loss);
  }

  /// Halves the steps of images whose loss grew too seldom, or not at all since
  /// the last check.
  void check(double leastIncreases) {
    const auto reduced =
        (increases <= leastIncreases) | (~reducedAtCheck & (bestAtCheck >= bestLoss));
    step = torch::where(reduced, step / 2, step);
    points = chosen(reduced, best, points);
    gradient = chosen(reduced, bestGradient, gradient);
    reducedAtCheck = reduced;
    bestAtCheck = bestLoss;
    increases = torch::zeros_like(increases);
  }
};

}  // namespace

void Apgd::run(Victim& victim, const torch::Tensor& rows, const RowLoss& loss,
               const JobContext& context) const {
  for (int start = 0; start < starts; ++start) {
    const double share = 1.0 / starts;
    once(victim, victim.open(rows), loss, context.part(start * share, (start + 1) * share));
  }
}

void Apgd::once(Victim& victim, torch::Tensor rows, const RowLoss& loss,
                const JobContext& context) const {
  if (rows.size(0) == 0) return;
  const auto gradientAt = [&](const torch::Tensor& points, const torch::Tensor& of) {
    return victim.gradient(points, of,
                           [&](const torch::Tensor& logits) { return loss(logits, of); });
  };
  const auto start = startOf(victim, rows);
  auto answer = gradientAt(start, rows);
  State state(victim, rows, start, answer);
  state.keep(indicesWhere(~answer.fooled));
  int window = std::max(static_cast<int>(0.22 * steps), 1), sinceCheck = 0;
  const int shorter = std::max(static_cast<int>(0.03 * steps), 1);
  const int shortest = std::max(static_cast<int>(0.06 * steps), 1);
  for (int step = 0; step < steps && state.rows.size(0) > 0; ++step) {
    context.step(step, steps);
    state.move(victim, step == 0 ? 1.0 : 0.75);
    answer = gradientAt(state.points, state.rows);
    state.look(answer);
    state.keep(indicesWhere(~answer.fooled));
    if (++sinceCheck < window) continue;
    state.check(window * rho);
    sinceCheck = 0;
    window = std::max(window - shorter, shortest);
  }
}

}  // namespace rho::attack
