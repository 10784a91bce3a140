// SPDX-License-Identifier: Apache-2.0
#include "attack/attacks.h"
#include "attack/linear_boundary.h"
#include "attack/options.h"
#include "model/tensor.h"
#include "robustness/per_item.h"

namespace rho::attack {

namespace {

class DeepFool : public Attack {
 public:
  const AttackInfo& info() const override {
    static const AttackInfo info = {
        .id = "deepfool",
        .title = "DeepFool",
        .summary =
            "Steps to the nearest boundary of the linearised network "
            "until it is crossed.",
        .source = "Moosavi-Dezfooli, Fawzi, Frossard 2016",
        .bounded = false,
        .targeted = false,
        .options =
            {
                integerOption("steps", 50, 1, "Steps, at most."),
                integerOption("candidates", 10, 2,
                              "The most likely classes that are considered, with "
                              "the true one."),
                numberOption("overshoot", 0.02, 0, 10,
                             "How far to go past the boundary, in units of "
                             "the way to it."),
            },
    };
    return info;
  }

  void search(Victim& victim, const torch::Tensor& attacked, const nlohmann::json& options,
              const JobContext& context) const override {
    constexpr double beyond = 1e-4;  // of the authors: a step is never 0
    const int steps = options.at("steps");
    const double reach = 1 + options.at("overshoot").get<double>();
    auto rows = attacked, images = victim.inputs(rows), points = images;
    auto total = torch::zeros_like(images);
    auto candidates = likelyClasses(victim, rows, options.at("candidates").get<std::int64_t>() - 1);
    for (int step = 0; step < steps && rows.size(0) > 0; ++step) {
      context.step(step, steps);
      const auto boundary = nearestBoundary(victim, points, rows, candidates);
      total = total + victim.threat().steepest(boundary.gradient) *
                          robustness::perItem(boundary.distance + beyond, images.dim());
      points = victim.project(images + reach * total, rows);
      keepItems(indicesWhere(~victim.ask(points, rows).fooled),
                {&rows, &images, &points, &total, &candidates});
    }
  }
};

}  // namespace

const Attack& deepFool() {
  static const DeepFool attack;
  return attack;
}

}  // namespace rho::attack
