// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "annotation/annotation.h"

namespace rho::annotation {

class Database;

/// The classes that labels are given for, in the order in which the buttons show them.
class ClassTable {
 public:
  explicit ClassTable(Database& database) : m_database(database) {}

  std::vector<LabelClass> all() const;
  /// Of the class of this name, whatever its (ASCII) letters' case; it is added where there is
  /// none. Throws InvalidInput for an empty name.
  Id add(const std::string& name);
  std::optional<Id> find(const std::string& name) const;
  /// The same; throws InvalidInput naming the classes.
  Id named(const std::string& name) const;

 private:
  Database& m_database;
};

}  // namespace rho::annotation
