// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace rho::workbench {

/// Reads keys of one object of a session; whatever is wrong names source and key.
class JsonReader {
 public:
  /// Throws InvalidInput for what is no object, as all of its functions do for a wrong value.
  JsonReader(const nlohmann::json& object, std::string source)
      : m_json(object), m_source(std::move(source)) {
    if (!object.is_object()) fail("is not an object of JSON");
  }

  /// A key that is absent leaves the value as it is.
  template <class T>
  void read(const char* key, T& value) const {
    const auto found = m_json.find(key);
    if (found == m_json.end()) return;
    try {
      value = found->template get<T>();
    } catch (const nlohmann::json::exception&) {
      fail(std::string("has a wrong value for \"") + key + "\"");
    }
  }
  void readNumber(const char* key, double& value, double least, double most) const;
  const nlohmann::json* child(const char* key) const;
  [[noreturn]] void fail(const std::string& problem) const;

 private:
  const nlohmann::json& m_json;
  std::string m_source;
};

}  // namespace rho::workbench
