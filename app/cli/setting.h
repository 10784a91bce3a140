// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "explain/option.h"

namespace rho::cli {

/// One --option of a method or measure, as in "lime.samples=500"; without an owner it is meant for
/// all that have it.
struct Setting {
  std::string owner, name;
  nlohmann::json value;
};

/// The settings of a command line, given out to those who own them.
class Settings {
 public:
  /// flag: the option's name, for messages. A value that is no JSON number or flag is a text.
  /// Throws UsageError.
  Settings(std::string flag, const std::vector<std::string>& texts);

  /// The values for one owner.
  nlohmann::json of(const std::string& owner, const std::vector<explain::OptionSpec>& specs);
  /// Throws UsageError naming a setting that nobody took.
  void requireAllTaken(const std::string& remedy) const;

 private:
  std::string m_flag;
  std::vector<Setting> m_all;
  std::set<std::size_t> m_taken;
};

}  // namespace rho::cli
