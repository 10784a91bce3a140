// SPDX-License-Identifier: Apache-2.0
#include "annotation/class_table.h"

#include <fmt/format.h>

#include "annotation/database.h"
#include "base/error.h"

namespace rho::annotation {

// Class 0 has no name: it stands for the case as a whole, in states, comments and masks.

std::vector<LabelClass> ClassTable::all() const {
  std::vector<LabelClass> classes;
  m_database.query("SELECT id, name FROM classes WHERE id > 0 ORDER BY id", [&](const Row& row) {
    classes.push_back({row.integer(0), row.text(1)});
  });
  return classes;
}

Id ClassTable::add(const std::string& name) {
  if (name.empty()) throw InvalidInput("class", "has no name", "give it one");
  if (const auto found = find(name)) return *found;
  return m_database.insert("INSERT INTO classes (name) VALUES (?)", name);
}

std::optional<Id> ClassTable::find(const std::string& name) const {
  return m_database.first(
      "SELECT id FROM classes WHERE id > 0 AND name = ? COLLATE NOCASE",
      [](const Row& row) { return row.integer(0); }, name);
}

Id ClassTable::named(const std::string& name) const {
  if (const auto found = find(name)) return *found;
  std::string names;
  for (const auto& one : all()) names += (names.empty() ? "" : ", ") + one.name;
  throw InvalidInput(m_database.file().string(), fmt::format("has no class \"{}\"", name),
                     names.empty() ? "add it" : "choose one of " + names);
}

}  // namespace rho::annotation
