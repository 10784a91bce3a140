// SPDX-License-Identifier: Apache-2.0
#include "attack/attacks.h"
#include "attack/options.h"
#include "attack/projected_ascent.h"
#include "model/tensor.h"

namespace rho::attack {

namespace {

class Pgd : public Attack {
 public:
  const AttackInfo& info() const override {
    static const AttackInfo info = {
        .id = "pgd",
        .title = "PGD",
        .summary = "Several short steps along the gradient, from random points within the bound.",
        .source = "Madry et al. 2018",
        .options = withExpectation({
            integerOption("steps", 10, 1, "Steps of each start."),
            numberOption("relative_step", 0, 0, 10,
                         "Length of a step, in units of epsilon; 0: its authors', 0.25 in L∞ "
                         "(2/255 of 8/255) and 0.2 in L2 and RMSE."),
            flagOption("random_start", true, "Start at a random point, not at the image."),
            integerOption("starts", 1, 1, "Tries from other random points."),
            flagOption("stop_early", true, "An image that is fooled is left alone."),
        }),
    };
    return info;
  }

  void search(Victim& victim, const torch::Tensor& rows, const nlohmann::json& options,
              const JobContext& context) const override {
    const double step = options.at("relative_step");
    const double usual = victim.threat().isLinf() ? 0.25 : 0.2;
    ProjectedAscent{.steps = options.at("steps"),
                    .step = step > 0 ? step : usual,
                    .randomStart = options.at("random_start"),
                    .starts = options.at("starts"),
                    .stopEarly = options.at("stop_early")}
        .run(victim, rows, context);
  }
};

}  // namespace

const Attack& pgd() {
  static const Pgd attack;
  return attack;
}

}  // namespace rho::attack
