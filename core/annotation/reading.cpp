// SPDX-License-Identifier: Apache-2.0
#include "annotation/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "annotation/answers.h"
#include "base/error.h"

namespace rho::annotation {

namespace {

std::optional<Id> caseOf(const std::optional<Step>& step) {
  return step ? std::optional(step->caseId) : std::nullopt;
}

bool isEmpty(const Mask& mask) { return cv::countNonZero(mask.pixels()) == 0; }

/// Why a case was served, as the history keeps it.
std::string reasonOf(const Flag& flag) {
  return nlohmann::json{{"strategy", flag.strategy},
                        {"score", flag.score},
                        {"seed", flag.seed},
                        {"model_sha256", flag.modelHash}}
      .dump();
}

}  // namespace

Annotation Reading::own(Id caseId) const {
  return m_project.history().annotation(m_annotator.id, caseId);
}

std::vector<Annotation> Reading::others(Id caseId) const {
  std::vector<Annotation> others;
  bool isAdjudicated = m_annotator.role == Role::adjudicator;
  for (const auto& annotator : m_project.annotators().all()) {
    if (annotator.id == m_annotator.id) continue;
    others.push_back(m_project.history().annotation(annotator.id, caseId));
    if (annotator.role == Role::adjudicator && others.back().isDone()) isAdjudicated = true;
  }
  if (!isAdjudicated) return {};
  std::erase_if(others, [](const Annotation& one) {
    return one.state == State::open && one.labels.empty() && one.masks.empty() &&
           one.comment.empty();
  });
  return others;
}

std::vector<Change> Reading::labelChanges(Id caseId, Id classId,
                                          std::optional<Verdict> verdict) const {
  std::vector<Change> changes;
  const bool replaces = verdict && verdict != Verdict::absent;
  if (replaces && !m_project.settings().isMultiLabel)
    for (const auto& label : own(caseId).labels)
      if (label.classId != classId && label.verdict != Verdict::absent)
        changes.push_back({Field::label, label.classId, std::nullopt});
  changes.push_back(
      {Field::label, classId, verdict ? std::optional(textOf(*verdict)) : std::nullopt});
  return changes;
}

void Reading::setLabel(Id caseId, Id classId, std::optional<Verdict> verdict, double seconds) {
  answer(caseId, labelChanges(caseId, classId, verdict), seconds);
}

void Reading::setMask(Id caseId, MaskKind kind, Id classId, const std::optional<Mask>& mask,
                      double seconds) {
  const auto image = m_project.cases().get(caseId);
  if (mask && mask->size() != cv::Size(image.width, image.height))
    throw InvalidInput(image.path,
                       fmt::format("a mask of {}x{} pixels does not fit {}x{}", mask->size().width,
                                   mask->size().height, image.width, image.height));
  const bool takesBack = !mask || isEmpty(*mask);
  answer(caseId, {{fieldOf(kind), classId, takesBack ? std::nullopt : std::optional(mask->text())}},
         seconds);
}

void Reading::setComment(Id caseId, const std::string& comment, double seconds) {
  answer(caseId, {{Field::comment, 0, comment.empty() ? std::nullopt : std::optional(comment)}},
         seconds);
}

void Reading::setState(Id caseId, State state, double seconds) {
  const auto value = state == State::open ? std::nullopt : std::optional(nameOf(state));
  answer(caseId, {{Field::state, 0, value}}, seconds);
}

void Reading::answer(Id caseId, const std::vector<Change>& changes, double seconds) {
  m_project.history().answer(m_annotator.id, caseId, changes, seconds);
}

void Reading::addSeconds(Id caseId, double seconds) { answer(caseId, {}, seconds); }

std::optional<Id> Reading::undo() { return caseOf(m_project.history().undo(m_annotator.id)); }
std::optional<Id> Reading::redo() { return caseOf(m_project.history().redo(m_annotator.id)); }
bool Reading::canUndo() const { return m_project.history().nextUndo(m_annotator.id).has_value(); }
bool Reading::canRedo() const { return m_project.history().nextRedo(m_annotator.id).has_value(); }

std::optional<Flag> Reading::next() {
  const auto waiting = m_project.queue().waiting(m_annotator, 1);
  if (waiting.empty()) return std::nullopt;
  served(waiting.front());
  return waiting.front();
}

void Reading::served(const Flag& flag) {
  m_project.history().served(m_annotator.id, flag.caseId, reasonOf(flag));
}

}  // namespace rho::annotation
