// SPDX-License-Identifier: Apache-2.0
#include "attack/attacks.h"
#include "attack/options.h"
#include "model/tensor.h"

namespace rho::attack {

namespace {

struct Member {
  const Attack& attack;
  nlohmann::json options;
};

class AutoAttack : public Attack {
 public:
  const AttackInfo& info() const override {
    static const AttackInfo info = {
        .id = "autoattack",
        .title = "AutoAttack",
        .summary =
            "APGD-CE, APGD-DLR towards 9 classes, FAB towards 9 classes "
            "and Square, each on "
            "what the ones before did not fool.",
        .source = "Croce, Hein 2020, version \"standard\"",
        .options = withExpectation({
            integerOption("steps", 100, 1, "Steps of APGD and FAB."),
            integerOption("queries", 5000, 1, "Queries of Square."),
            integerOption("target_classes", 9, 1, "Classes of APGD-DLR and FAB, at most."),
        }),
    };
    return info;
  }

  void search(Victim& victim, const torch::Tensor& rows, const nlohmann::json& options,
              const JobContext& context) const override {
    const auto& steps = options.at("steps");
    const auto& classes = options.at("target_classes");
    const std::vector<Member> members = {
        {apgdCe(), {{"steps", steps}}},
        {apgdTargets(), {{"steps", steps}, {"target_classes", classes}}},
        {fab(), {{"steps", steps}, {"target_classes", classes}}},
        {square(), {{"queries", options.at("queries")}}},
    };
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto& [attack, given] = members[i];
      const auto left = victim.open(rows);
      // The ratio of DLR needs four logits: networks with fewer classes go
      // without it.
      if (left.size(0) == 0 || victim.classes() < attack.info().leastClasses) continue;
      const auto part = context.part(static_cast<double>(i) / 4, static_cast<double>(i + 1) / 4);
      part.report(0, attack.info().title);
      attack.search(victim, left, completeOptions(attack.info().options, given, attack.info().id),
                    part);
    }
  }
};

}  // namespace

const Attack& autoAttack() {
  static const AutoAttack attack;
  return attack;
}

}  // namespace rho::attack
