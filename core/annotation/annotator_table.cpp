// SPDX-License-Identifier: Apache-2.0
#include "annotation/annotator_table.h"

#include <fmt/format.h>

#include "annotation/database.h"
#include "annotation/uuid.h"
#include "base/error.h"

namespace rho::annotation {

namespace {

const std::string columns = "SELECT id, uuid, name, role FROM annotators";

Annotator annotatorIn(const Row& row) {
  return {row.integer(0), row.text(1), row.text(2), roleNamed(row.text(3))};
}

}  // namespace

std::vector<Annotator> AnnotatorTable::all() const {
  std::vector<Annotator> all;
  m_database.query(columns + " ORDER BY id",
                   [&](const Row& row) { all.push_back(annotatorIn(row)); });
  return all;
}

Annotator AnnotatorTable::add(const std::string& name, Role role, const std::string& uuid) {
  if (name.empty()) throw InvalidInput("annotator", "has no name", "give one");
  if (find(name))
    throw InvalidInput(m_database.file().string(), fmt::format("has an annotator \"{}\"", name),
                       "choose another name");
  Annotator added{0, uuid.empty() ? newUuid() : uuid, name, role};
  added.id = m_database.insert("INSERT INTO annotators (uuid, name, role) VALUES (?, ?, ?)",
                               added.uuid, added.name, nameOf(role));
  return added;
}

std::optional<Annotator> AnnotatorTable::find(const std::string& name) const {
  return m_database.first(columns + " WHERE name = ?", annotatorIn, name);
}

std::optional<Annotator> AnnotatorTable::withUuid(const std::string& uuid) const {
  return m_database.first(columns + " WHERE uuid = ?", annotatorIn, uuid);
}

Annotator AnnotatorTable::named(const std::string& name) const {
  if (auto found = find(name)) return *found;
  std::string names;
  for (const auto& one : all()) names += (names.empty() ? "" : ", ") + one.name;
  throw InvalidInput(m_database.file().string(), fmt::format("knows no annotator \"{}\"", name),
                     names.empty() ? "add one" : "there are " + names);
}

Annotator AnnotatorTable::get(Id id) const {
  if (auto found = m_database.first(columns + " WHERE id = ?", annotatorIn, id)) return *found;
  throw InvalidInput(m_database.file().string(), fmt::format("has no annotator {}", id));
}

}  // namespace rho::annotation
