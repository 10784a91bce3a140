// SPDX-License-Identifier: Apache-2.0
#include "annotation/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/error.h"

namespace rho::annotation {

namespace {

constexpr std::int64_t applicationId = 0x52686f41;  // "RhoA"

/// Migration i makes version i + 1 of version i. What was once released is never edited.
constexpr std::array migrations = {
    R"(
CREATE TABLE project (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  study TEXT NOT NULL,
  split TEXT NOT NULL
) STRICT;

CREATE TABLE classes (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO classes VALUES (0, '');

CREATE TABLE annotators (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('reader', 'adjudicator', 'source'))
) STRICT;

CREATE TABLE actions (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  annotator_id INTEGER REFERENCES annotators,
  case_id INTEGER REFERENCES cases,
  kind TEXT NOT NULL CHECK (kind IN ('answer', 'undo', 'redo', 'served', 'note')),
  target_id INTEGER REFERENCES actions,
  seconds REAL NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX actions_of_annotator ON actions (annotator_id);
CREATE INDEX actions_of_case ON actions (case_id, annotator_id);
CREATE INDEX actions_on_target ON actions (target_id) WHERE target_id IS NOT NULL;

CREATE TABLE changes (
  id INTEGER PRIMARY KEY,
  action_id INTEGER NOT NULL REFERENCES actions,
  field TEXT NOT NULL CHECK (field IN ('label', 'evidence', 'no-evidence', 'state', 'comment')),
  class_id INTEGER NOT NULL REFERENCES classes,
  value TEXT,
  previous_id INTEGER REFERENCES changes
) STRICT;
CREATE INDEX changes_of_action ON changes (action_id);

CREATE TABLE answers (
  case_id INTEGER NOT NULL REFERENCES cases,
  field TEXT NOT NULL,
  class_id INTEGER NOT NULL REFERENCES classes,
  annotator_id INTEGER NOT NULL REFERENCES annotators,
  change_id INTEGER NOT NULL REFERENCES changes,
  short_value TEXT,  -- the value, for questions about many cases; NULL for masks
  PRIMARY KEY (case_id, field, class_id, annotator_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_value ON answers (field, short_value);
)",
    R"(
CREATE TABLE models (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;

CREATE TABLE confidences (
  model_id INTEGER NOT NULL REFERENCES models,
  case_id INTEGER NOT NULL REFERENCES cases,
  confidences BLOB NOT NULL,
  UNIQUE (model_id, case_id)
) STRICT;

CREATE TABLE embeddings (
  model_id INTEGER NOT NULL REFERENCES models,
  case_id INTEGER NOT NULL REFERENCES cases,
  embedding BLOB NOT NULL,
  UNIQUE (model_id, case_id)
) STRICT;

CREATE TABLE scores (
  model_id INTEGER NOT NULL REFERENCES models,
  strategy TEXT NOT NULL,
  case_id INTEGER NOT NULL REFERENCES cases,
  seed INTEGER NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (model_id, strategy, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE batches (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  strategy TEXT NOT NULL,
  seed INTEGER NOT NULL,
  model_id INTEGER REFERENCES models
) STRICT;

CREATE TABLE flags (
  batch_id INTEGER NOT NULL REFERENCES batches,
  position INTEGER NOT NULL,
  case_id INTEGER NOT NULL REFERENCES cases,
  score REAL NOT NULL,
  PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX flags_of_case ON flags (case_id);
)"};

using Objects = std::set<std::string>;

Objects objectsOf(Database& database) {
  Objects objects;
  database.query("SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema",
                 [&](const Row& row) { objects.insert(row.text(0)); });
  return objects;
}

Objects objectsOfVersion(int version) {
  Database fresh;
  Schema::migrate(fresh, 0, version);
  return objectsOf(fresh);
}

void requireObjects(Database& database, int version) {
  const auto found = objectsOf(database), wanted = objectsOfVersion(version);
  if (found == wanted) return;
  throw RefusedFile(database.file().string(),
                    "holds other tables, views or triggers than a project does",
                    "open one of its backups");
}

}  // namespace

int Schema::newestVersion() { return static_cast<int>(migrations.size()); }

int Schema::versionOf(Database& database) {
  const auto subject = database.file().string();
  if (database.number("PRAGMA application_id") != applicationId)
    throw UnknownFormat(subject, "is a database, but no annotation project",
                        "name a .rhoproject file");
  const auto version = database.number("PRAGMA user_version");
  if (version > newestVersion())
    throw InvalidInput(subject, "a newer version of the program wrote it", "update the program");
  if (version < 1) throw BrokenFile(subject, "names no version", "open one of its backups");
  requireObjects(database, static_cast<int>(version));
  return static_cast<int>(version);
}

void Schema::migrate(Database& database, int from, int to) {
  database.transaction([&] {
    for (int version = from; version < to; ++version)
      database.script(migrations.at(static_cast<std::size_t>(version)));
    database.script(fmt::format("PRAGMA application_id = {}", applicationId));
    database.script(fmt::format("PRAGMA user_version = {}", to));
  });
}

}  // namespace rho::annotation
