// SPDX-License-Identifier: Apache-2.0
#include "attack/attacks.h"
#include "attack/options.h"
#include "attack/projected_ascent.h"
#include "model/tensor.h"

namespace rho::attack {

namespace {

class Fgsm : public Attack {
 public:
  const AttackInfo& info() const override {
    static const AttackInfo info = {
        .id = "fgsm",
        .title = "FGSM",
        .summary = "One step of the whole bound along the gradient.",
        .source = "Goodfellow, Shlens, Szegedy 2015",
        .options = withExpectation({}),
    };
    return info;
  }

  void search(Victim& victim, const torch::Tensor& rows, const nlohmann::json&,
              const JobContext& context) const override {
    ProjectedAscent{.steps = 1, .step = 1}.run(victim, rows, context);
  }
};

}  // namespace

const Attack& fgsm() {
  static const Fgsm attack;
  return attack;
}

}  // namespace rho::attack
