// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotation/project.h"

namespace rho::annotation {

/// One annotator at a project: what they see, say and take back. Readers are blind: they see nobody
/// else's annotations of a case before an adjudicator is done with it.
class Reading {
 public:
  Reading(Project& project, Annotator annotator)
      : m_project(project), m_annotator(std::move(annotator)) {}

  const Annotator& annotator() const { return m_annotator; }
  Annotation own(Id caseId) const;
  /// Those of all others as far as this annotator may see them. What came with the data (role
  /// source) is hidden from readers as well.
  std::vector<Annotation> others(Id caseId) const;

  // All of these are actions: written through, and to be undone. seconds: spent on the case since
  // the last action.

  /// Nothing takes the label back. Unless the project is multi-label, another class that was
  /// present or uncertain loses its label.
  void setLabel(Id caseId, Id classId, std::optional<Verdict> verdict, double seconds = 0);
  /// Nothing, or a mask without pixels, takes it back. Throws InvalidInput where the mask has not
  /// the image's size. classId 0: whatever the class.
  void setMask(Id caseId, MaskKind kind, Id classId, const std::optional<Mask>& mask,
               double seconds = 0);
  void setComment(Id caseId, const std::string& comment, double seconds = 0);
  void setState(Id caseId, State state, double seconds = 0);
  /// What setLabel changes, for actions of several parts.
  std::vector<Change> labelChanges(Id caseId, Id classId, std::optional<Verdict> verdict) const;
  /// Several answers as one action.
  void answer(Id caseId, const std::vector<Change>& changes, double seconds = 0);
  /// Time spent alone, which cannot be undone.
  void addSeconds(Id caseId, double seconds);

  /// The case that changed, or nothing.
  std::optional<Id> undo();
  std::optional<Id> redo();
  bool canUndo() const;
  bool canRedo() const;

  /// The next case of the queue, recorded as served; nothing where the queue is empty.
  std::optional<Flag> next();
  /// Records that a case was shown, and why; for annotators who choose the order themselves.
  void served(const Flag& flag);

 private:
  Project& m_project;
  Annotator m_annotator;
};

}  // namespace rho::annotation
