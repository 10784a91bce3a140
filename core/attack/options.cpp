// SPDX-License-Identifier: Apache-2.0
#include "attack/options.h"

namespace rho::attack {

using explain::OptionSpec;
using explain::OptionType;

namespace {

constexpr double mostSteps = 1e6;

}  // namespace

OptionSpec integerOption(const std::string& name, int defaultValue, double minimum,
                         const std::string& help) {
  return {name, OptionType::integer, defaultValue, help, minimum, mostSteps, {}};
}

OptionSpec numberOption(const std::string& name, double defaultValue, double minimum,
                        double maximum, const std::string& help) {
  return {name, OptionType::number, defaultValue, help, minimum, maximum, {}};
}

OptionSpec flagOption(const std::string& name, bool defaultValue, const std::string& help) {
  return {name, OptionType::flag, defaultValue, help, {}, {}, {}};
}

std::vector<OptionSpec> withExpectation(std::vector<OptionSpec> options) {
  options.push_back(integerOption("eot_samples", 0, 0,
                                  "Gradients are means over that many noisy copies of the image "
                                  "(expectation over transformations); 0: off."));
  options.push_back(
      numberOption("eot_sigma", 0.1, 0, 10, "Standard deviation of that noise, pixels in 0 to 1."));
  return options;
}

}  // namespace rho::attack
