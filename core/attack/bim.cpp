// SPDX-License-Identifier: Apache-2.0
#include "attack/attacks.h"
#include "attack/options.h"
#include "attack/projected_ascent.h"
#include "model/tensor.h"

namespace rho::attack {

namespace {

class Bim : public Attack {
 public:
  const AttackInfo& info() const override {
    static const AttackInfo info = {
        .id = "bim",
        .title = "BIM",
        .summary = "Several short steps along the gradient, from the image itself.",
        .source = "Kurakin, Goodfellow, Bengio 2017",
        .options = withExpectation({
            integerOption("steps", 10, 1, "Steps."),
            numberOption("relative_step", 0.2, 1e-6, 10, "Length of a step, in units of epsilon."),
            flagOption("stop_early", true, "An image that is fooled is left alone."),
        }),
    };
    return info;
  }

  void search(Victim& victim, const torch::Tensor& rows, const nlohmann::json& options,
              const JobContext& context) const override {
    ProjectedAscent{.steps = options.at("steps"),
                    .step = options.at("relative_step"),
                    .stopEarly = options.at("stop_early")}
        .run(victim, rows, context);
  }
};

}  // namespace

const Attack& bim() {
  static const Bim attack;
  return attack;
}

}  // namespace rho::attack
