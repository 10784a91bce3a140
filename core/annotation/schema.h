// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "annotation/database.h"

namespace rho::annotation {

/// The tables of a project's file. They are made by migrations, one for each version: a new file
/// takes all of them, an old one those that it lacks.
class Schema {
 public:
  static int newestVersion();

  /// The version of a file. Throws UnknownFormat when it is no project, InvalidInput when a newer
  /// program wrote it, RefusedFile when it holds other tables, indices, views or triggers than a
  /// project of its version does.
  static int versionOf(Database& database);

  /// Brings a file from one version (0: empty) to another, as one transaction.
  static void migrate(Database& database, int from, int to = newestVersion());
};

}  // namespace rho::annotation
