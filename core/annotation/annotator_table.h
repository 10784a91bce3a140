// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "annotation/annotation.h"

namespace rho::annotation {

class Database;

class AnnotatorTable {
 public:
  explicit AnnotatorTable(Database& database) : m_database(database) {}

  std::vector<Annotator> all() const;
  /// uuid: of an annotator from a copy of the project; else a new one. Throws InvalidInput where
  /// the name is empty or taken.
  Annotator add(const std::string& name, Role role, const std::string& uuid = {});
  std::optional<Annotator> find(const std::string& name) const;
  std::optional<Annotator> withUuid(const std::string& uuid) const;
  /// Throw InvalidInput, naming the annotators that there are.
  Annotator named(const std::string& name) const;
  Annotator get(Id id) const;

 private:
  Database& m_database;
};

}  // namespace rho::annotation
