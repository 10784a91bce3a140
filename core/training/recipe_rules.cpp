// SPDX-License-Identifier: Apache-2.0
#include "training/recipe_rules.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.h"
#include "model/architectures.h"

namespace rho::training {

namespace {

/// What a recipe must hold beyond the range of each value.
class Rules {
 public:
  Rules(const Recipe& recipe, const RecipePlace& place) : m_recipe(recipe), m_place(place) {}

  void check() const {
    require("input_size", m_recipe.inputSize.size() == 2, "it must be [height, width]");
    require("input_channels", m_recipe.inputChannels != 2, "it must be 1 or 3");
    const auto channels = static_cast<std::size_t>(m_recipe.inputChannels);
    require("mean", m_recipe.mean.size() == channels, "it must have one number per channel");
    require("standard_deviation", m_recipe.standardDeviation.size() == channels,
            "it must have one number per channel");
    checkSchedule();
    require("balanced_sampling",
            !m_recipe.balancedSampling || m_recipe.task == model::Task::singleLabel,
            "it must be false where images have several labels");
    if (const auto& ensemble = m_recipe.ensembleAdversarial)
      require("ensemble_adversarial.networks", !ensemble->networks.empty(),
              "it must name at least one network");
    checkArchitecture();
  }

 private:
  void require(const char* path, bool holds, const char* rule) const {
    if (!holds) throw InvalidInput(m_place(path), fmt::format("\"{}\" does not fit", path), rule);
  }

  void checkSchedule() const {
    const auto& schedule = m_recipe.schedule;
    if (schedule.kind != Schedule::Kind::step) return;
    require("schedule.at", !schedule.at.empty(), "it must name at least one epoch");
    require("schedule.at", std::is_sorted(schedule.at.begin(), schedule.at.end()),
            "its epochs must rise");
  }

  void checkArchitecture() const {
    const auto& architecture =
        model::architectureNamed(m_recipe.architecture, m_place("architecture"));
    const auto names = architecture.optionNames();
    for (const auto& [name, value] : m_recipe.architectureOptions.items())
      if (std::find(names.begin(), names.end(), name) == names.end())
        throw InvalidInput(m_place("architecture_options." + name),
                           fmt::format("\"architecture_options.{}\" is no option of {}", name,
                                       m_recipe.architecture),
                           fmt::format("there are {}", fmt::join(names, ", ")));
    try {
      architecture.weightCount(m_recipe.architectureOptions);
    } catch (const Error& error) {
      throw InvalidInput(m_place("architecture_options"), error.what());
    }
  }

  const Recipe& m_recipe;
  const RecipePlace& m_place;
};

}  // namespace

void checkRules(const Recipe& recipe, const RecipePlace& place) { Rules(recipe, place).check(); }

}  // namespace rho::training
