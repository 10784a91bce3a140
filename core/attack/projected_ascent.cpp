// SPDX-License-Identifier: Apache-2.0
#include "attack/projected_ascent.h"

#include "model/tensor.h"

namespace rho::attack {

void ProjectedAscent::run(Victim& victim, const torch::Tensor& rows,
                          const JobContext& context) const {
  for (int start = 0; start < starts; ++start) {
    const double share = 1.0 / starts;
    once(victim, victim.open(rows), context.part(start * share, (start + 1) * share));
  }
}

void ProjectedAscent::once(Victim& victim, torch::Tensor rows, const JobContext& context) const {
  auto points = randomStart ? victim.randomStart(rows) : victim.inputs(rows);
  for (int done = 0; done < steps && rows.size(0) > 0; ++done) {
    context.step(done, steps + 1);
    auto answer = victim.gradient(points, rows);
    if (stopEarly) keepItems(indicesWhere(~answer.fooled), {&rows, &points, &answer.gradient});
    if (rows.size(0) == 0) return;
    const auto move = victim.threat().steepest(answer.gradient) * (step * victim.radius());
    points = victim.project(points + move, rows);
  }
  if (rows.size(0) > 0) victim.ask(points, rows);
}

}  // namespace rho::attack
