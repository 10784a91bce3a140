// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/document/json_reader.h"

#include "base/error.h"

namespace rho::workbench {

void JsonReader::readNumber(const char* key, double& value, double least, double most) const {
  read(key, value);
  if (!(value >= least && value <= most))
    fail(std::string("has a value out of range for \"") + key + "\"");
}

const nlohmann::json* JsonReader::child(const char* key) const {
  const auto found = m_json.find(key);
  return found == m_json.end() ? nullptr : &*found;
}

void JsonReader::fail(const std::string& problem) const {
  throw InvalidInput(m_source, problem, "open a session that this program saved");
}

}  // namespace rho::workbench
