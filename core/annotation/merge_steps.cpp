// SPDX-License-Identifier: Apache-2.0
#include "annotation/merge_steps.h"

namespace rho::annotation {

namespace {

/// For every row of the second copy the row of the first that is the same thing.
const char* const mapRows = R"(
CREATE TEMP TABLE case_of (theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL);
INSERT INTO case_of SELECT t.id, o.id FROM other.cases t
  JOIN main.cases o ON o.sha256 = t.sha256;
CREATE TEMP TABLE class_of (theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL);
INSERT INTO class_of SELECT t.id, o.id FROM other.classes t
  JOIN main.classes o ON o.name = t.name COLLATE NOCASE;
CREATE TEMP TABLE annotator_of (theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL);
INSERT INTO annotator_of SELECT t.id, o.id FROM other.annotators t
  JOIN main.annotators o ON o.uuid = t.uuid;
CREATE TEMP TABLE new_action (theirs INTEGER PRIMARY KEY);
INSERT INTO new_action SELECT id FROM other.actions
  WHERE uuid NOT IN (SELECT uuid FROM main.actions);
)";

const char* const addRows = R"(
INSERT INTO main.actions (uuid, at, annotator_id, case_id, kind, seconds, note)
  SELECT t.uuid, t.at, a.ours, c.ours, t.kind, t.seconds, t.note FROM other.actions t
  JOIN new_action n ON n.theirs = t.id
  LEFT JOIN annotator_of a ON a.theirs = t.annotator_id
  LEFT JOIN case_of c ON c.theirs = t.case_id ORDER BY t.id;
CREATE TEMP TABLE action_of (theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL UNIQUE);
INSERT INTO action_of SELECT t.id, o.id FROM other.actions t
  JOIN main.actions o ON o.uuid = t.uuid;
UPDATE main.actions SET target_id =
  (SELECT target.ours FROM action_of self JOIN other.actions t ON t.id = self.theirs
   JOIN action_of target ON target.theirs = t.target_id WHERE self.ours = main.actions.id)
  WHERE kind IN ('undo', 'redo') AND target_id IS NULL;

INSERT INTO main.changes (action_id, field, class_id, value)
  SELECT a.ours, t.field, k.ours, t.value FROM other.changes t
  JOIN new_action n ON n.theirs = t.action_id
  JOIN action_of a ON a.theirs = t.action_id
  JOIN class_of k ON k.theirs = t.class_id ORDER BY t.id;
CREATE TEMP TABLE change_of (theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL, is_new INTEGER);
INSERT INTO change_of
  SELECT t.id, o.id, t.action_id IN (SELECT theirs FROM new_action) FROM other.changes t
  JOIN action_of a ON a.theirs = t.action_id
  JOIN class_of k ON k.theirs = t.class_id
  JOIN main.changes o ON o.action_id = a.ours AND o.field = t.field AND o.class_id = k.ours;
CREATE TEMP TABLE previous_of (ours INTEGER PRIMARY KEY, previous INTEGER);
INSERT INTO previous_of SELECT self.ours, previous.ours FROM change_of self
  JOIN other.changes t ON t.id = self.theirs
  JOIN change_of previous ON previous.theirs = t.previous_id WHERE self.is_new;
UPDATE main.changes SET previous_id = (SELECT previous FROM previous_of WHERE ours = main.changes.id)
  WHERE id IN (SELECT ours FROM previous_of);
)";

/// Their answers that rest on a new action, beside ours. Ours are old news where they know the
/// action that ours rest on.
const char* const findAnswers = R"(
CREATE TEMP TABLE new_answer AS
  SELECT c.ours AS case_id, t.field AS field, k.ours AS class_id, a.ours AS annotator_id,
    new.ours AS change_id, o.change_id AS our_change_id,
    o.change_id IS NULL OR known.ours IS NOT NULL AS is_later,
    t.short_value AS short_value, nv.value AS value, ov.value AS our_value, na.at AS at, oa.at AS our_at
  FROM other.answers t
  JOIN change_of new ON new.theirs = t.change_id AND new.is_new
  JOIN case_of c ON c.theirs = t.case_id
  JOIN class_of k ON k.theirs = t.class_id
  JOIN annotator_of a ON a.theirs = t.annotator_id
  JOIN main.changes nv ON nv.id = new.ours
  JOIN main.actions na ON na.id = nv.action_id
  LEFT JOIN main.answers o ON o.case_id = c.ours AND o.field = t.field AND o.class_id = k.ours
    AND o.annotator_id = a.ours
  LEFT JOIN main.changes ov ON ov.id = o.change_id
  LEFT JOIN main.actions oa ON oa.id = ov.action_id
  LEFT JOIN action_of known ON known.ours = oa.id;
)";

const char* const settle = R"(
INSERT OR REPLACE INTO main.answers
  (case_id, field, class_id, annotator_id, change_id, short_value)
  SELECT case_id, field, class_id, annotator_id, change_id, short_value FROM new_answer
  WHERE is_later OR at > our_at;
)";

const char* const addNetworks = R"(
INSERT OR IGNORE INTO main.models (hash, name) SELECT hash, name FROM other.models;
CREATE TEMP TABLE model_of (theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL);
INSERT INTO model_of SELECT t.id, o.id FROM other.models t JOIN main.models o ON o.hash = t.hash;
INSERT OR IGNORE INTO main.project SELECT key, value FROM other.project WHERE key = 'model';
INSERT OR IGNORE INTO main.confidences (model_id, case_id, confidences)
  SELECT m.ours, c.ours, t.confidences FROM other.confidences t
  JOIN model_of m ON m.theirs = t.model_id JOIN case_of c ON c.theirs = t.case_id;
INSERT OR IGNORE INTO main.embeddings (model_id, case_id, embedding)
  SELECT m.ours, c.ours, t.embedding FROM other.embeddings t
  JOIN model_of m ON m.theirs = t.model_id JOIN case_of c ON c.theirs = t.case_id;
INSERT OR IGNORE INTO main.scores (model_id, strategy, case_id, seed, score)
  SELECT m.ours, t.strategy, c.ours, t.seed, t.score FROM other.scores t
  JOIN model_of m ON m.theirs = t.model_id JOIN case_of c ON c.theirs = t.case_id;
CREATE TEMP TABLE new_batch (theirs INTEGER PRIMARY KEY);
INSERT INTO new_batch SELECT id FROM other.batches
  WHERE uuid NOT IN (SELECT uuid FROM main.batches);
INSERT INTO main.batches (uuid, at, strategy, seed, model_id)
  SELECT t.uuid, t.at, t.strategy, t.seed, m.ours FROM other.batches t
  JOIN new_batch n ON n.theirs = t.id LEFT JOIN model_of m ON m.theirs = t.model_id ORDER BY t.id;
INSERT INTO main.flags (batch_id, position, case_id, score)
  SELECT o.id, f.position, c.ours, f.score FROM other.flags f
  JOIN new_batch n ON n.theirs = f.batch_id
  JOIN other.batches t ON t.id = f.batch_id
  JOIN main.batches o ON o.uuid = t.uuid
  JOIN case_of c ON c.theirs = f.case_id;
)";

/// Masks are long; what they are is enough.
std::string shown(const std::optional<std::string>& value) {
  constexpr std::size_t most = 60;
  if (!value) return {};
  return value->size() > most ? value->substr(0, most) + "…" : *value;
}

}  // namespace

MergeSteps::MergeSteps(Database& database, const std::filesystem::path& other)
    : m_database(database) {
  m_database.run("ATTACH DATABASE ? AS other", other.string());
}

std::int64_t MergeSteps::addActions() {
  m_database.script(mapRows);
  m_database.script(addRows);
  return m_database.number("SELECT count(*) FROM new_action");
}

std::vector<MergeConflict> MergeSteps::settleAnswers() {
  m_database.script(findAnswers);
  std::vector<MergeConflict> conflicts;
  m_database.query(
      "SELECT a.name, c.path, n.field, k.name, n.value, n.our_value, n.at > n.our_at "
      "FROM new_answer n JOIN main.annotators a ON a.id = n.annotator_id "
      "JOIN main.cases c ON c.id = n.case_id JOIN main.classes k ON k.id = n.class_id "
      "WHERE NOT n.is_later AND n.value IS NOT n.our_value ORDER BY c.id, a.id, n.field",
      [&](const Row& row) {
        const auto theirs = shown(row.optionalText(4)), ours = shown(row.optionalText(5));
        const bool isTheirs = row.integer(6) != 0;
        conflicts.push_back({row.text(0), row.text(1), row.text(2), row.text(3),
                             isTheirs ? theirs : ours, isTheirs ? ours : theirs});
      });
  m_database.script(settle);
  return conflicts;
}

void MergeSteps::addScores() { m_database.script(addNetworks); }

}  // namespace rho::annotation
