// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace rho::explain {

enum class OptionType { number, integer, flag, choice, text };

/// One setting of a method, described well enough that the command line, the window and the report
/// need no code of their own for it.
struct OptionSpec {
  std::string name;  ///< the field's term, lower case with underscores
  OptionType type = OptionType::number;
  nlohmann::json defaultValue;
  std::string help;                  ///< one sentence, with unit and source where they matter
  std::optional<double> minimum;     ///< inclusive
  std::optional<double> maximum;     ///< inclusive
  std::vector<std::string> choices;  ///< for OptionType::choice
};

/// The given values over the defaults. Throws InvalidInput for an unknown name (listing the known
/// ones), a wrong type or a value out of range.
nlohmann::json completeOptions(const std::vector<OptionSpec>& specs, const nlohmann::json& given,
                               const std::string& method);

}  // namespace rho::explain
