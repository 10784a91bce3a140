// SPDX-License-Identifier: Apache-2.0
#include "annotation/answers.h"

#include <algorithm>
#include <array>

#include "base/error.h"

namespace rho::annotation {

namespace {

// In the order of the enumerations.
constexpr std::array fields = {"label", "evidence", "no-evidence", "state", "comment"};
constexpr std::array kinds = {"answer", "undo", "redo", "served", "note"};
constexpr std::array verdicts = {"1", "0", "-1"};

Verdict verdictIn(const std::string& text, const std::string& subject) {
  const auto found = std::find(verdicts.begin(), verdicts.end(), text);
  if (found == verdicts.end()) throw BrokenFile(subject, "holds the label \"" + text + "\"");
  return static_cast<Verdict>(found - verdicts.begin());
}

}  // namespace

std::string nameOf(Field field) { return fields.at(static_cast<std::size_t>(field)); }
std::string nameOf(ActionKind kind) { return kinds.at(static_cast<std::size_t>(kind)); }

Field fieldNamed(const std::string& name) {
  const auto found = std::find(fields.begin(), fields.end(), name);
  if (found == fields.end()) throw BrokenFile("answer", "\"" + name + "\" is no field");
  return static_cast<Field>(found - fields.begin());
}

Field fieldOf(MaskKind kind) {
  return kind == MaskKind::evidence ? Field::evidence : Field::noEvidence;
}

std::string textOf(Verdict verdict) { return verdicts.at(static_cast<std::size_t>(verdict)); }

void apply(const Change& answer, Annotation& annotation, const std::string& subject) {
  if (!answer.value) return;
  const auto addMask = [&](MaskKind kind) {
    annotation.masks.push_back({kind, answer.classId, Mask::fromText(*answer.value, subject)});
  };
  switch (answer.field) {
    case Field::label:
      annotation.labels.push_back({answer.classId, verdictIn(*answer.value, subject)});
      break;
    case Field::evidence:
      addMask(MaskKind::evidence);
      break;
    case Field::noEvidence:
      addMask(MaskKind::noEvidence);
      break;
    case Field::state:
      annotation.state = stateNamed(*answer.value);
      break;
    case Field::comment:
      annotation.comment = *answer.value;
      break;
  }
}

}  // namespace rho::annotation
