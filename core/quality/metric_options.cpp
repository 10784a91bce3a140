// SPDX-License-Identifier: Apache-2.0
#include "quality/metric_options.h"

#include "explain/baseline.h"

namespace rho::quality {

using explain::OptionSpec;
using explain::OptionType;

OptionSpec choiceOption(std::string name, std::vector<std::string> choices, std::string help) {
  const auto first = choices.front();
  return {.name = std::move(name),
          .type = OptionType::choice,
          .defaultValue = first,
          .help = std::move(help),
          .minimum = {},
          .maximum = {},
          .choices = std::move(choices)};
}

OptionSpec integerOption(std::string name, std::int64_t defaultValue, double low, double high,
                         std::string help) {
  return {.name = std::move(name),
          .type = OptionType::integer,
          .defaultValue = defaultValue,
          .help = std::move(help),
          .minimum = low,
          .maximum = high,
          .choices = {}};
}

OptionSpec numberOption(std::string name, double defaultValue, double low, double high,
                        std::string help) {
  return {.name = std::move(name),
          .type = OptionType::number,
          .defaultValue = defaultValue,
          .help = std::move(help),
          .minimum = low,
          .maximum = high,
          .choices = {}};
}

OptionSpec baselineOption(const std::string& defaultValue) {
  auto option = explain::baselineOption();
  option.defaultValue = defaultValue;
  return option;
}

OptionSpec signOption(const std::string& defaultValue) {
  auto option = choiceOption(
      "sign", {"signed", "positive", "absolute"},
      "What of a signed map is important: signed takes values for the class first and those "
      "against it last, positive takes those against it for nothing, absolute goes by magnitude.");
  option.defaultValue = defaultValue;
  return option;
}

}  // namespace rho::quality
