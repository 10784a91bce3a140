// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <numbers>

#include "attack/attacks.h"
#include "attack/options.h"
#include "model/tensor.h"
#include "robustness/per_item.h"

namespace rho::attack {

namespace {

using robustness::perItem;

/// To the nearest of so many grey values in [0,1].
torch::Tensor quantized(const torch::Tensor& points, int levels) {
  return (points * (levels - 1)).round() / (levels - 1);
}

class Ddn : public Attack {
 public:
  const AttackInfo& info() const override {
    static const AttackInfo info = {
        .id = "ddn",
        .title = "DDN",
        .summary =
            "Follows the gradient on a sphere that shrinks while the image is fooled and "
            "grows while it is not.",
        .source = "Rony et al. 2019",
        .bounded = false,
        .linf = false,
        .options = withExpectation({
            integerOption("steps", 100, 1, "Steps."),
            numberOption("gamma", 0.05, 1e-4, 0.99, "How much the sphere changes in a step."),
            numberOption("initial_norm", 1, 1e-6, 1e6, "L2 radius of the first sphere."),
            integerOption("levels", 0, 0,
                          "Grey values that pixels are rounded to; 0: off, "
                          "256: its authors' choice."),
        }),
    };
    return info;
  }

  void search(Victim& victim, const torch::Tensor& rows, const nlohmann::json& options,
              const JobContext& context) const override {
    const int steps = options.at("steps"), levels = options.at("levels");
    const double gamma = options.at("gamma");
    const auto images = victim.inputs(rows);
    auto points = images;
    auto norms =
        torch::full({rows.size(0)}, options.at("initial_norm").get<double>(), images.options());
    for (int step = 0; step < steps; ++step) {
      context.step(step, steps + 1);
      const auto answer = victim.gradient(points, rows);
      const double length = 0.01 + 0.99 * 0.5 * (1 + std::cos(std::numbers::pi * step / steps));
      auto change = points - images + victim.threat().steepest(answer.gradient) * length;
      norms = norms * torch::where(answer.fooled, 1 - gamma, 1 + gamma);
      change = change * perItem(norms / l2Length(change).clamp_min(1e-12), change.dim());
      points = victim.project(images + change, rows);
      if (levels > 1) points = victim.project(quantized(points, levels), rows);
    }
    victim.ask(points, rows);
  }
};

}  // namespace

const Attack& ddn() {
  static const Ddn attack;
  return attack;
}

}  // namespace rho::attack
