// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace rho {

/// The JSON of a file that people write, which knows the line of every value, so that a message can
/// point at it. Paths are written as in "robust_terms.zeta" and "input_size[1]".
class LocatedJson {
 public:
  /// source: the file, for messages. Throws InvalidInput naming FILE:LINE for what is no JSON and
  /// for a key that an object has twice.
  LocatedJson(std::string_view text, std::string source);
  /// Throws MissingFile, RefusedFile beyond 1 MiB, and as above.
  static LocatedJson read(const std::filesystem::path& path);

  const nlohmann::json& json() const { return m_json; }
  /// FILE:LINE of the value, or of the innermost value around it that there is.
  std::string place(const std::string& path) const;

 private:
  nlohmann::json m_json;
  std::string m_source;
  std::map<std::string, int> m_lines;
};

}  // namespace rho
