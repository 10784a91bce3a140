// SPDX-License-Identifier: Apache-2.0
#include "annotation/queue.h"

#include <algorithm>
#include <charconv>

#include "annotation/batch_choice.h"
#include "annotation/database.h"
#include "annotation/score_table.h"
#include "annotation/uuid.h"
#include "base/error.h"
#include "base/random.h"

namespace rho::annotation {

namespace {

const std::string isDoneState =
    "a.field = 'state' AND a.class_id = 0 AND a.short_value IN ('done', 'uncertain')";

/// The answers by which annotators of a role are done with cases.
std::string doneBy(const std::string& role) {
  return "FROM answers a JOIN annotators n ON n.id = a.annotator_id AND n.role = '" + role +
         "' WHERE " + isDoneState;
}

std::string readersDone(const std::string& caseId) {
  return "(SELECT count(*) " + doneBy("reader") + " AND a.case_id = " + caseId + ")";
}

std::string isAdjudicated(const std::string& caseId) {
  return "EXISTS (SELECT 1 " + doneBy("adjudicator") + " AND a.case_id = " + caseId + ")";
}

/// Whether an annotator has left a case behind, done or not.
std::string isBehind(const std::string& caseId) {
  return "EXISTS (SELECT 1 FROM answers o WHERE o.case_id = " + caseId +
         " AND o.field = 'state' AND o.class_id = 0 AND o.annotator_id = ? "
         "AND o.short_value IS NOT NULL)";
}

const std::string readersWanted = "(SELECT value + 0 FROM project WHERE key = 'readers')";

/// Of a batch b: made without a network, or with the current one.
const std::string isLive =
    "(b.model_id IS NULL OR b.model_id = (SELECT m.id FROM models m JOIN project p "
    "ON p.key = 'model' AND p.value = m.hash))";

/// CROSS JOIN: flag by flag in their order, until there are enough.
const std::string flagColumns =
    "SELECT f.batch_id, f.case_id, f.position, f.score, b.strategy, b.seed, ifnull(m.hash, '') "
    "FROM flags f CROSS JOIN batches b ON b.id = f.batch_id LEFT JOIN models m ON m.id = "
    "b.model_id ";

Flag flagIn(const Row& row) {
  return {row.integer(0), row.integer(1), static_cast<int>(row.integer(2)),
          row.real(3),    row.text(4),    static_cast<std::uint64_t>(row.integer(5)),
          row.text(6)};
}

std::uint64_t numberIn(const std::string& sha256) {
  std::uint64_t number = 0;
  std::from_chars(sha256.data(), sha256.data() + std::min<std::size_t>(16, sha256.size()), number,
                  16);
  return number;
}

bool needsNetwork(const QueueRequest& request) {
  const auto isChance = [](const std::string& name) { return name == "random"; };
  return request.isDiverse || request.predictedClass ||
         !std::all_of(request.strategies.begin(), request.strategies.end(), isChance);
}

/// Cases that readers who are done with them label differently, or are uncertain of: a label l that
/// one gives and another does not. That a class is absent need not be said. The plus signs keep
/// SQLite from its indices: case by case in their order, until there are enough.
const std::string disputes =
    "SELECT DISTINCT l.case_id FROM answers l WHERE "
    "(+l.field = 'label' AND l.short_value <> '0' AND EXISTS (SELECT 1 " +
    doneBy("reader") +
    "   AND a.case_id = l.case_id AND a.annotator_id = l.annotator_id) AND EXISTS (SELECT 1 " +
    doneBy("reader") +
    "   AND a.case_id = l.case_id AND NOT EXISTS (SELECT 1 FROM answers m "
    "     WHERE m.case_id = l.case_id AND m.field = 'label' AND m.class_id = l.class_id "
    "     AND m.annotator_id = a.annotator_id AND m.short_value = l.short_value)) "
    " OR +l.field = 'state' AND l.short_value = 'uncertain' "
    "   AND l.annotator_id IN (SELECT id FROM annotators WHERE role = 'reader')) AND NOT " +
    isAdjudicated("l.case_id");

}  // namespace

std::vector<Candidate> Queue::candidates(const QueueRequest& request) const {
  std::vector<Candidate> candidates;
  m_database.query(
      "SELECT c.id, c.sha256 FROM cases c WHERE (?1 = '' OR c.split = ?1) AND " +
          readersDone("c.id") + " < " + readersWanted + " AND NOT " + isAdjudicated("c.id") +
          " AND NOT EXISTS (SELECT 1 FROM flags f JOIN batches b ON b.id = f.batch_id "
          "WHERE f.case_id = c.id AND " +
          isLive + ") ORDER BY c.id",
      [&](const Row& row) {
        const auto item = numberIn(row.text(1));
        candidates.push_back({row.integer(0), Random::forItem(request.seed, item).bits()});
      },
      request.split);
  return candidates;
}

FilledBatch Queue::fill(const QueueRequest& request, const JobContext& context) {
  if (request.strategies.empty()) throw InvalidInput("queue", "has no strategy", "name one");
  if (request.count < 1) throw InvalidInput("queue", "is to hold nothing", "ask for 1 or more");
  const auto model = needsNetwork(request) ? m_scores.model() : std::nullopt;
  const bool isMultiLabel =
      m_database.number("SELECT value = 'multi-label' FROM project WHERE key = 'task'") != 0;
  const auto choice = chooseBatch(candidates(request), request, isMultiLabel, m_scores, context);
  FilledBatch batch{0, static_cast<int>(choice.cases.size()), choice.unscored};
  if (choice.cases.empty()) return batch;
  m_database.transaction([&] {
    batch.id = m_database.insert(
        "INSERT INTO batches (uuid, at, strategy, seed, model_id) "
        "VALUES (?, unixepoch() * 1000, ?, ?, ?)",
        newUuid(), describe(request), request.seed,
        model ? std::optional(model->id) : std::nullopt);
    for (int i = 0; i < batch.flagged; ++i) {
      const auto& chosen = choice.cases[static_cast<std::size_t>(i)];
      m_database.run("INSERT INTO flags (batch_id, position, case_id, score) VALUES (?, ?, ?, ?)",
                     batch.id, i, chosen.caseId, chosen.score);
    }
  });
  return batch;
}

std::vector<Flag> Queue::waiting(const Annotator& annotator, int limit) const {
  switch (annotator.role) {
    case Role::reader:
      return waitingForReader(annotator.id, limit);
    case Role::adjudicator:
      return disputed(annotator.id, limit);
    case Role::source:
      break;
  }
  return {};
}

std::vector<Flag> Queue::waitingForReader(Id annotatorId, int limit) const {
  std::vector<Flag> flags;
  m_database.query(
      flagColumns + "WHERE " + isLive + " AND NOT " + isBehind("f.case_id") + " AND " +
          readersDone("f.case_id") + " < " + readersWanted + " AND NOT " +
          isAdjudicated("f.case_id") + " ORDER BY f.batch_id, f.position LIMIT ?",
      [&](const Row& row) { flags.push_back(flagIn(row)); }, annotatorId, limit);
  return flags;
}

std::vector<Flag> Queue::disputed(Id annotatorId, int limit) const {
  std::vector<Flag> flags;
  m_database.query(
      disputes + " AND NOT " + isBehind("l.case_id") + " ORDER BY l.case_id LIMIT ?",
      [&](const Row& row) {
        Flag flag;
        flag.caseId = row.integer(0);
        flag.position = static_cast<int>(flags.size());
        flag.strategy = "adjudication";
        flags.push_back(flag);
      },
      annotatorId, limit);
  return flags;
}

std::vector<Flag> Queue::flagsOf(Id caseId) const {
  std::vector<Flag> flags;
  m_database.query(
      flagColumns + "WHERE f.case_id = ? ORDER BY f.batch_id DESC",
      [&](const Row& row) { flags.push_back(flagIn(row)); }, caseId);
  return flags;
}

QueueCounts Queue::counts() const {
  QueueCounts counts;
  counts.cases = m_database.number("SELECT count(*) FROM cases");
  counts.flagged = m_database.number(
      "SELECT count(DISTINCT f.case_id) FROM flags f JOIN batches b ON b.id = f.batch_id WHERE " +
      isLive);
  counts.done = m_database.number("SELECT count(*) FROM (SELECT a.case_id " + doneBy("reader") +
                                  " GROUP BY a.case_id HAVING count(*) >= " + readersWanted +
                                  " UNION SELECT a.case_id " + doneBy("adjudicator") + ")");
  counts.disputed = m_database.number("SELECT count(*) FROM (" + disputes + ")");
  return counts;
}

}  // namespace rho::annotation
