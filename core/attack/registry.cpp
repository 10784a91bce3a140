// SPDX-License-Identifier: Apache-2.0
#include <fmt/ranges.h>

#include "attack/attacks.h"
#include "base/error.h"

namespace rho::attack {

const std::vector<const Attack*>& attacks() {
  static const std::vector<const Attack*> all = {
      &fgsm(),   &bim(),     &pgd(),         &ddn(), &carliniWagner(), &deepFool(),
      &apgdCe(), &apgdDlr(), &apgdTargets(), &fab(), &square(),        &autoAttack(),
  };
  return all;
}

const Attack& attackNamed(const std::string& id) {
  std::vector<std::string> known;
  for (const auto* attack : attacks()) {
    if (attack->info().id == id) return *attack;
    known.push_back(attack->info().id);
  }
  throw InvalidInput("attack \"" + id + "\"", "is unknown",
                     fmt::format("choose from: {}", fmt::join(known, ", ")));
}

std::optional<double> usualEpsilon(const Attack& attack, Norm norm) {
  if (!attack.info().bounded) return {};
  return norm == Norm::linf ? 8.0 / 255 : norm == Norm::l2 ? 1.0 : 0.1;
}

}  // namespace rho::attack
