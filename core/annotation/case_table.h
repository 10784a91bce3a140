// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "annotation/annotation.h"

namespace rho::annotation {

class Database;

/// The cases of a project. Paths are kept relative to the project's folder where the image lies
/// below it, so that the folder can be moved as a whole; they are given as absolute ones.
class CaseTable {
 public:
  explicit CaseTable(Database& database) : m_database(database) {}

  /// The new case, or nothing where an image of this hash is there already.
  std::optional<Id> add(const Case& image);
  std::int64_t count() const;
  /// Throws InvalidInput.
  Case get(Id id) const;
  std::optional<Case> withHash(const std::string& sha256) const;
  /// By number ("12"), by path, by the end of a path or by the beginning of a hash. Throws
  /// InvalidInput when there is none or more than one.
  Case find(const std::string& text) const;
  /// In the order they were added.
  void each(const std::function<void(const Case&)>& take) const;
  void setPath(Id id, const std::filesystem::path& path);

 private:
  Database& m_database;
};

}  // namespace rho::annotation
