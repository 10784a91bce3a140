// SPDX-License-Identifier: Apache-2.0
#include "annotation/history.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <utility>

#include "annotation/answers.h"
#include "annotation/database.h"
#include "annotation/uuid.h"
#include "base/error.h"

namespace rho::annotation {

namespace {

std::int64_t now() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

ActionKind kindNamed(const std::string& name) {
  for (const auto kind :
       {ActionKind::answer, ActionKind::undo, ActionKind::redo, ActionKind::served})
    if (nameOf(kind) == name) return kind;
  return ActionKind::note;
}

/// The change that an answer rests on.
std::optional<Id> currentChange(Database& database, Id annotatorId, Id caseId, const Change& slot) {
  return database.first(
      "SELECT change_id FROM answers "
      "WHERE case_id = ? AND field = ? AND class_id = ? AND annotator_id = ?",
      [](const Row& row) { return row.integer(0); }, caseId, nameOf(slot.field), slot.classId,
      annotatorId);
}

std::optional<std::string> valueOf(Database& database, std::optional<Id> changeId) {
  const auto value = database.first(
      "SELECT value FROM changes WHERE id = ?", [](const Row& row) { return row.optionalText(0); },
      changeId);
  return value.value_or(std::nullopt);
}

/// The changes of an action: with the values that it set, or with those from before it.
std::vector<Change> changesOf(Database& database, Id actionId, bool before) {
  std::vector<Change> changes;
  database.query(
      before ? "SELECT c.field, c.class_id, p.value FROM changes c "
               "LEFT JOIN changes p ON p.id = c.previous_id WHERE c.action_id = ? ORDER BY c.id"
             : "SELECT field, class_id, value FROM changes WHERE action_id = ? ORDER BY id",
      [&](const Row& row) {
        changes.push_back({fieldNamed(row.text(0)), row.integer(1), row.optionalText(2)});
      },
      actionId);
  return changes;
}

Action actionIn(const Row& row) {
  Action action;
  action.id = row.integer(0);
  action.uuid = row.text(1);
  action.at = row.integer(2);
  action.annotatorId = row.optionalInteger(3);
  action.caseId = row.optionalInteger(4);
  action.kind = kindNamed(row.text(5));
  action.targetId = row.optionalInteger(6);
  action.seconds = row.real(7);
  action.note = row.text(8);
  return action;
}

/// What annotators have spent on cases.
std::map<std::pair<Id, Id>, double> secondsOf(Database& database) {
  std::map<std::pair<Id, Id>, double> seconds;
  database.query(
      "SELECT case_id, annotator_id, sum(seconds) FROM actions WHERE seconds > 0 "
      "GROUP BY case_id, annotator_id",
      [&](const Row& row) {
        seconds[{row.integer(0), row.integer(1)}] = row.real(2);
      });
  return seconds;
}

/// Of an action a: it changed something. Time alone is nothing to undo.
const std::string isStep =
    "a.kind = 'answer' AND EXISTS (SELECT 1 FROM changes WHERE action_id = a.id)";

Step stepIn(const Row& row) { return {row.integer(0), row.integer(1)}; }

const std::string actionColumns =
    "SELECT id, uuid, at, annotator_id, case_id, kind, target_id, seconds, note FROM actions";

}  // namespace

Id History::add(const Action& action) {
  return m_database.insert(
      "INSERT INTO actions (uuid, at, annotator_id, case_id, kind, target_id, seconds, note) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      newUuid(), now(), action.annotatorId, action.caseId, nameOf(action.kind), action.targetId,
      action.seconds, action.note);
}

void History::change(Id actionId, Id annotatorId, Id caseId, const Change& change) {
  const auto previous = currentChange(m_database, annotatorId, caseId, change);
  const auto added = m_database.insert(
      "INSERT INTO changes (action_id, field, class_id, value, previous_id) VALUES (?, ?, ?, ?, ?)",
      actionId, nameOf(change.field), change.classId, change.value, previous);
  const bool isMask = change.field == Field::evidence || change.field == Field::noEvidence;
  m_database.run(
      "INSERT OR REPLACE INTO answers "
      "(case_id, field, class_id, annotator_id, change_id, short_value) VALUES (?, ?, ?, ?, ?, ?)",
      caseId, nameOf(change.field), change.classId, annotatorId, added,
      isMask ? std::nullopt : change.value);
}

bool History::answer(Id annotatorId, Id caseId, const std::vector<Change>& changes,
                     double seconds) {
  if (!std::isfinite(seconds) || seconds < 0)
    throw InvalidInput("seconds", "are no length of time");
  std::vector<Change> real;
  for (const auto& one : changes) {
    std::erase_if(real, [&](const Change& other) {
      return other.field == one.field && other.classId == one.classId;
    });
    if (valueOf(m_database, currentChange(m_database, annotatorId, caseId, one)) != one.value)
      real.push_back(one);
  }
  if (real.empty() && seconds == 0) return false;
  m_database.transaction([&] {
    Action action;
    action.annotatorId = annotatorId;
    action.caseId = caseId;
    action.kind = ActionKind::answer;
    action.seconds = seconds;
    const auto actionId = add(action);
    for (const auto& one : real) change(actionId, annotatorId, caseId, one);
  });
  return !real.empty();
}

void History::served(Id annotatorId, Id caseId, const std::string& note) {
  Action action;
  action.annotatorId = annotatorId;
  action.caseId = caseId;
  action.kind = ActionKind::served;
  action.note = note;
  m_database.transaction([&] { add(action); });
}

void History::note(const std::string& text) {
  Action action;
  action.note = text;
  m_database.transaction([&] { add(action); });
}

std::optional<Step> History::nextUndo(Id annotatorId) const {
  return m_database.first("SELECT a.id, a.case_id FROM actions a WHERE a.annotator_id = ? AND " +
                              isStep +
                              " AND ifnull((SELECT u.kind FROM actions u WHERE u.target_id = a.id "
                              "ORDER BY u.id DESC LIMIT 1), 'redo') = 'redo' "
                              "ORDER BY a.id DESC LIMIT 1",
                          stepIn, annotatorId);
}

std::optional<Step> History::nextRedo(Id annotatorId) const {
  // What was undone last and not redone since; a new step ends what can be redone.
  return m_database.first(
      "SELECT u.target_id, u.case_id FROM actions u WHERE u.annotator_id = ?1 AND u.kind = 'undo' "
      "AND u.id > ifnull((SELECT a.id FROM actions a WHERE a.annotator_id = ?1 AND " +
          isStep +
          " ORDER BY a.id DESC LIMIT 1), 0) AND NOT EXISTS (SELECT 1 FROM actions r "
          "WHERE r.target_id = u.target_id AND r.id > u.id) ORDER BY u.id DESC LIMIT 1",
      stepIn, annotatorId);
}

std::optional<Step> History::undo(Id annotatorId) {
  return take(annotatorId, nextUndo(annotatorId), ActionKind::undo);
}

std::optional<Step> History::redo(Id annotatorId) {
  return take(annotatorId, nextRedo(annotatorId), ActionKind::redo);
}

std::optional<Step> History::take(Id annotatorId, std::optional<Step> step, ActionKind kind) {
  if (!step) return std::nullopt;
  m_database.transaction([&] {
    Action action;
    action.annotatorId = annotatorId;
    action.caseId = step->caseId;
    action.kind = kind;
    action.targetId = step->actionId;
    const auto actionId = add(action);
    for (const auto& one : changesOf(m_database, step->actionId, kind == ActionKind::undo))
      change(actionId, annotatorId, step->caseId, one);
  });
  return step;
}

Annotation History::annotation(Id annotatorId, Id caseId) const {
  Annotation annotation;
  annotation.caseId = caseId;
  annotation.annotatorId = annotatorId;
  const auto subject = m_database.file().string();
  m_database.query(
      "SELECT a.field, a.class_id, c.value FROM answers a JOIN changes c ON c.id = a.change_id "
      "WHERE a.case_id = ? AND a.annotator_id = ? AND c.value IS NOT NULL "
      "ORDER BY a.field, a.class_id",
      [&](const Row& row) {
        apply({fieldNamed(row.text(0)), row.integer(1), row.text(2)}, annotation, subject);
      },
      caseId, annotatorId);
  m_database.query(
      "SELECT sum(seconds) FROM actions WHERE case_id = ? AND annotator_id = ?",
      [&](const Row& row) { annotation.seconds = row.real(0); }, caseId, annotatorId);
  return annotation;
}

void History::eachAnnotation(const std::function<void(const Annotation&)>& take,
                             std::optional<Id> annotatorId) const {
  const auto subject = m_database.file().string();
  const auto seconds = secondsOf(m_database);
  std::map<Id, Annotation> ofCase;  // by annotator
  const auto give = [&] {
    for (auto& [annotator, one] : ofCase) {
      const auto spent = seconds.find({one.caseId, annotator});
      one.seconds = spent == seconds.end() ? 0 : spent->second;
      take(one);
    }
    ofCase.clear();
  };
  m_database.query(
      "SELECT a.case_id, a.annotator_id, a.field, a.class_id, c.value FROM answers a "
      "JOIN changes c ON c.id = a.change_id AND c.value IS NOT NULL "
      "WHERE ?1 IS NULL OR a.annotator_id = ?1 ORDER BY a.case_id, a.field, a.class_id",
      [&](const Row& row) {
        if (!ofCase.empty() && ofCase.begin()->second.caseId != row.integer(0)) give();
        auto& one = ofCase[row.integer(1)];
        one.caseId = row.integer(0);
        one.annotatorId = row.integer(1);
        apply({fieldNamed(row.text(2)), row.integer(3), row.text(4)}, one, subject);
      },
      annotatorId);
  give();
}

void History::each(std::optional<Id> caseId, const std::function<void(const Action&)>& take) const {
  m_database.query(
      actionColumns + " WHERE ?1 IS NULL OR case_id = ?1 ORDER BY id",
      [&](const Row& row) {
        auto action = actionIn(row);
        action.changes = changesOf(m_database, action.id, false);
        take(action);
      },
      caseId);
}

}  // namespace rho::annotation
