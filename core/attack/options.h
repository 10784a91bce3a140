// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "explain/option.h"

namespace rho::attack {

// Descriptions of settings, in one line each.
explain::OptionSpec integerOption(const std::string& name, int defaultValue, double minimum,
                                  const std::string& help);
explain::OptionSpec numberOption(const std::string& name, double defaultValue, double minimum,
                                 double maximum, const std::string& help);
explain::OptionSpec flagOption(const std::string& name, bool defaultValue, const std::string& help);

/// The attack's own settings and those of the expectation over transformations.
std::vector<explain::OptionSpec> withExpectation(std::vector<explain::OptionSpec> options);

}  // namespace rho::attack
