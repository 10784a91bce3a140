// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace rho {

/// A text as one cell of a CSV file, as RFC 4180 has it: names may hold commas, quotes and line
/// breaks.
inline std::string csvQuoted(const std::string& text) {
  std::string result(1, '"');
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  result += '"';
  return result;
}

}  // namespace rho
