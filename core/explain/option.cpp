// SPDX-License-Identifier: Apache-2.0
#include "explain/option.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace rho::explain {

namespace {

const OptionSpec& specNamed(const std::vector<OptionSpec>& specs, const std::string& name,
                            const std::string& method) {
  std::vector<std::string> known;
  for (const auto& spec : specs) {
    if (spec.name == name) return spec;
    known.push_back(spec.name);
  }
  throw InvalidInput(
      method, "has no option \"" + name + "\"",
      known.empty() ? "it takes none" : fmt::format("it takes: {}", fmt::join(known, ", ")));
}

std::string expectation(const OptionSpec& spec) {
  switch (spec.type) {
    case OptionType::flag:
      return "must be true or false";
    case OptionType::choice:
      return fmt::format("must be one of: {}", fmt::join(spec.choices, ", "));
    case OptionType::text:
      return "must be a text";
    case OptionType::number:
    case OptionType::integer:
      break;
  }
  const std::string kind = spec.type == OptionType::integer ? "an integer" : "a number";
  if (spec.minimum && spec.maximum)
    return fmt::format("must be {} between {} and {}", kind, *spec.minimum, *spec.maximum);
  if (spec.minimum) return fmt::format("must be {} of at least {}", kind, *spec.minimum);
  if (spec.maximum) return fmt::format("must be {} of at most {}", kind, *spec.maximum);
  return "must be " + kind;
}

bool isInteger(const nlohmann::json& value) {
  // Without the bound, a number like 1e300 would count as an integer that no integer can hold.
  return value.is_number_integer() ||
         (value.is_number_float() && std::abs(value.get<double>()) < 1e15 &&
          value.get<double>() == std::trunc(value.get<double>()));
}

bool isInRange(const OptionSpec& spec, double value) {
  return std::isfinite(value) && (!spec.minimum || value >= *spec.minimum) &&
         (!spec.maximum || value <= *spec.maximum);
}

bool fits(const OptionSpec& spec, const nlohmann::json& value) {
  switch (spec.type) {
    case OptionType::flag:
      return value.is_boolean();
    case OptionType::text:
      return value.is_string();
    case OptionType::choice:
      return value.is_string() && std::find(spec.choices.begin(), spec.choices.end(),
                                            value.get<std::string>()) != spec.choices.end();
    case OptionType::integer:
      return isInteger(value) && isInRange(spec, value.get<double>());
    case OptionType::number:
      return value.is_number() && isInRange(spec, value.get<double>());
  }
  return false;
}

/// The form in which a value is recorded: 35.0 and 35 are the same integer.
nlohmann::json normalised(const OptionSpec& spec, const nlohmann::json& value) {
  if (spec.type == OptionType::integer) return value.get<std::int64_t>();
  if (spec.type == OptionType::number) return value.get<double>();
  return value;
}

}  // namespace

nlohmann::json completeOptions(const std::vector<OptionSpec>& specs, const nlohmann::json& given,
                               const std::string& method) {
  if (!given.is_object() && !given.is_null())
    throw InvalidInput(method, "options must be an object of names and values");
  auto complete = nlohmann::json::object();
  for (const auto& spec : specs) complete[spec.name] = normalised(spec, spec.defaultValue);
  for (const auto& [name, value] : given.items()) {
    const auto& spec = specNamed(specs, name, method);
    if (!fits(spec, value))
      throw InvalidInput(method, fmt::format("option {} is {}", name, value.dump()),
                         "it " + expectation(spec));
    complete[name] = normalised(spec, value);
  }
  return complete;
}

}  // namespace rho::explain
