// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "annotation/annotation.h"

namespace rho::annotation {

class Database;

/// What an annotator can say of a case: one value for each field and class.
enum class Field { label, evidence, noEvidence, state, comment };

/// A value that takes the place of another; nothing takes an answer back.
struct Change {
  Field field = Field::label;
  Id classId = 0;
  std::optional<std::string> value;
};

enum class ActionKind { answer, undo, redo, served, note };

struct Action {
  Id id = 0;
  std::string uuid;
  std::int64_t at = 0;  ///< milliseconds since 1970 UTC
  std::optional<Id> annotatorId, caseId;
  ActionKind kind = ActionKind::note;
  std::optional<Id> targetId;  ///< what is undone or redone
  double seconds = 0;          ///< spent on the case since the action before
  std::string note;
  std::vector<Change> changes;
};

/// What would be undone or redone next.
struct Step {
  Id actionId = 0, caseId = 0;
};

/// Everything that was ever done, and what follows from it: an annotator's answers to a case. It is
/// only added to. Undo is an action too, which sets the values from before; so undo and redo go
/// back over all actions of an annotator, also after a restart. Each call is one transaction, on
/// the disk when it returns.
class History {
 public:
  explicit History(Database& database) : m_database(database) {}

  /// seconds: spent on the case since the last action. Of two changes of one answer the last
  /// counts, and those to the value that is there already are left out; without any left, the time
  /// is recorded alone. Returns whether there were any. Throws InvalidInput for seconds that are no
  /// time.
  bool answer(Id annotatorId, Id caseId, const std::vector<Change>& changes, double seconds = 0);
  /// A case was shown to an annotator; note: why.
  void served(Id annotatorId, Id caseId, const std::string& note);
  /// Something happened to the project as a whole: an import, a merge.
  void note(const std::string& text);

  std::optional<Step> nextUndo(Id annotatorId) const;
  std::optional<Step> nextRedo(Id annotatorId) const;
  /// Returns what was undone or redone; nothing where there is nothing.
  std::optional<Step> undo(Id annotatorId);
  std::optional<Step> redo(Id annotatorId);

  /// What an annotator says of a case now.
  Annotation annotation(Id annotatorId, Id caseId) const;
  /// The annotations of all annotators, or of one, case by case; those without any answer are left
  /// out. In one pass: what lists of many cases are made from.
  void eachAnnotation(const std::function<void(const Annotation&)>& take,
                      std::optional<Id> annotatorId = {}) const;
  /// The actions on a case, or all, the oldest first.
  void each(std::optional<Id> caseId, const std::function<void(const Action&)>& take) const;

 private:
  std::optional<Step> take(Id annotatorId, std::optional<Step> step, ActionKind kind);
  Id add(const Action& action);
  void change(Id actionId, Id annotatorId, Id caseId, const Change& change);

  Database& m_database;
};

std::string nameOf(Field field);
std::string nameOf(ActionKind kind);

}  // namespace rho::annotation
