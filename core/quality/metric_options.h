// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "explain/option.h"

namespace rho::quality {

// Options of measures in one line each.

explain::OptionSpec choiceOption(std::string name, std::vector<std::string> choices,
                                 std::string help);  ///< the first choice is the default
explain::OptionSpec integerOption(std::string name, std::int64_t defaultValue, double low,
                                  double high, std::string help);
explain::OptionSpec numberOption(std::string name, double defaultValue, double low, double high,
                                 std::string help);
/// explain::baselineOption() with another default.
explain::OptionSpec baselineOption(const std::string& defaultValue);

/// "order": which pixels of a signed map count as important: "signed" (those for the class first,
/// those against it last), "positive" (those against it count as 0), "absolute" (by magnitude).
explain::OptionSpec signOption(const std::string& defaultValue);

}  // namespace rho::quality
