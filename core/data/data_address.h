// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace rho::data {

/// The options that data of any kind take (openDataSet), beside those of their kind.
inline const std::vector<std::string> optionsOfAll = {"masks", "shortcut"};

/// How a user names labelled images: PLACE, or PLACE?key=value&key=value.
class DataAddress {
 public:
  /// A file or folder that exists as written is taken as it is. Throws UsageError.
  explicit DataAddress(const std::string& text);

  const std::string& text() const { return m_text; }
  const std::string& place() const { return m_place; }
  std::filesystem::path path() const { return m_place; }

  /// The value of a key, or fallback.
  std::string option(const std::string& key, const std::string& fallback = {}) const;
  /// The same where only some values are allowed; the first is the fallback. Throws UsageError.
  std::string choice(const std::string& key, const std::vector<std::string>& allowed) const;
  /// The values of a key, between commas.
  std::vector<std::string> list(const std::string& key) const;
  /// A whole number in [low, high]. Throws UsageError.
  std::int64_t number(const std::string& key, std::int64_t fallback, std::int64_t low,
                      std::int64_t high) const;
  /// The same address without these keys.
  DataAddress without(const std::vector<std::string>& keys) const;
  /// Throws UsageError naming a key that is none of these.
  void requireOptions(const std::vector<std::string>& known) const;

 private:
  std::string m_text, m_place;
  std::map<std::string, std::string> m_options;
};

}  // namespace rho::data
