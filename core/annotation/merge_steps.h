// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "annotation/database.h"
#include "annotation/merge.h"

namespace rho::annotation {

/// The steps of a merge that are done by SQLite: "other" is the second copy, whose cases, classes
/// and annotators are in the first one already. Called in this order, in one transaction.
class MergeSteps {
 public:
  /// Before the transaction. The connection keeps the second copy open until it is closed.
  MergeSteps(Database& database, const std::filesystem::path& other);

  /// Adds the actions and changes that only the second copy has, in its order. How many actions.
  std::int64_t addActions();
  /// Brings the answers up to date with them.
  std::vector<MergeConflict> settleAnswers();
  /// What networks said, and what was flagged.
  void addScores();

 private:
  Database& m_database;
};

}  // namespace rho::annotation
