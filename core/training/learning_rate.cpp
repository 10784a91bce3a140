// SPDX-License-Identifier: Apache-2.0
#include "training/learning_rate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rho::training {

namespace {

double share(std::int64_t part, std::int64_t whole) {
  return static_cast<double>(part) / static_cast<double>(std::max<std::int64_t>(whole, 1));
}

double factorAt(const Recipe& recipe, std::int64_t step, std::int64_t stepsPerEpoch) {
  const auto& schedule = recipe.schedule;
  const auto warmUp = schedule.warmUpEpochs * stepsPerEpoch;
  if (step < warmUp) return share(step + 1, warmUp);
  switch (schedule.kind) {
    case Schedule::Kind::cosine: {
      const double phase = share(step - warmUp, recipe.epochs * stepsPerEpoch - warmUp);
      return 0.5 * (1 + std::cos(std::numbers::pi * phase));
    }
    case Schedule::Kind::step: {
      const auto falls = std::count_if(schedule.at.begin(), schedule.at.end(),
                                       [&](int epoch) { return step >= epoch * stepsPerEpoch; });
      return std::pow(schedule.factor, static_cast<double>(falls));
    }
    case Schedule::Kind::constant:
      return 1;
  }
  return 1;
}

}  // namespace

double learningRateAt(const Recipe& recipe, std::int64_t step, std::int64_t stepsPerEpoch) {
  return recipe.learningRate * factorAt(recipe, step, stepsPerEpoch);
}

}  // namespace rho::training
