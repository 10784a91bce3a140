// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/annotated_case.h"

#include <algorithm>
#include <set>

#include "annotation/answers.h"
#include "widgets/painted_layer.h"

namespace rho::workbench {

using annotation::Annotation;
using annotation::Change;
using annotation::Field;
using annotation::Id;
using annotation::MaskKind;
using annotation::Verdict;
using widgets::Paint;

namespace {

std::uint8_t paintFor(MaskKind kind) {
  return static_cast<std::uint8_t>(kind == MaskKind::evidence ? Paint::evidence
                                                              : Paint::noEvidence);
}

/// Nothing stands for an answer that is not given.
std::optional<std::string> labelText(const Annotation& annotation, Id classId) {
  for (const auto& label : annotation.labels)
    if (label.classId == classId) return annotation::textOf(label.verdict);
  return std::nullopt;
}

std::optional<std::string> stateText(const Annotation& annotation) {
  if (annotation.state == annotation::State::open) return std::nullopt;
  return annotation::nameOf(annotation.state);
}

std::optional<std::string> commentText(const Annotation& annotation) {
  if (annotation.comment.empty()) return std::nullopt;
  return annotation.comment;
}

}  // namespace

PaintLayers paintOf(const Annotation& annotation) {
  PaintLayers layers;
  for (const auto& given : annotation.masks) {
    auto& layer = layers[given.classId];
    if (layer.empty()) layer = cv::Mat::zeros(given.mask.size(), CV_8UC1);
    if (layer.size() == given.mask.size()) layer.setTo(paintFor(given.kind), given.mask.pixels());
  }
  return layers;
}

std::vector<Change> changesOf(const PaintLayers& paint) {
  std::vector<Change> changes;
  for (const auto& [classId, layer] : paint)
    for (const auto kind : {MaskKind::evidence, MaskKind::noEvidence}) {
      const cv::Mat marked = layer == paintFor(kind);
      Change change{annotation::fieldOf(kind), classId, std::nullopt};
      if (cv::countNonZero(marked) > 0) change.value = annotation::Mask::fromPixels(marked).text();
      changes.push_back(std::move(change));
    }
  return changes;
}

Annotation withLabel(Annotation annotation, Id classId, bool isMultiLabel) {
  auto& labels = annotation.labels;
  const bool takesBack = isGiven(annotation, classId);
  std::erase_if(labels, [&](const auto& label) {
    const bool isReplaced = !isMultiLabel && label.verdict != Verdict::absent;
    return label.classId == classId || isReplaced;
  });
  if (!takesBack) labels.push_back({classId, Verdict::present});
  std::sort(labels.begin(), labels.end(),
            [](const auto& a, const auto& b) { return a.classId < b.classId; });
  return annotation;
}

std::vector<Change> differences(const Annotation& before, const Annotation& after) {
  std::vector<Change> changes;
  const auto add = [&](Field field, Id classId, const auto& from, const auto& to) {
    if (from != to) changes.push_back({field, classId, to});
  };
  std::set<Id> classes;
  for (const auto* one : {&before, &after})
    for (const auto& label : one->labels) classes.insert(label.classId);
  for (const auto classId : classes)
    add(Field::label, classId, labelText(before, classId), labelText(after, classId));
  add(Field::state, 0, stateText(before), stateText(after));
  add(Field::comment, 0, commentText(before), commentText(after));
  return changes;
}

Id presentClass(const Annotation& annotation) {
  for (const auto& label : annotation.labels)
    if (label.verdict == Verdict::present) return label.classId;
  return 0;
}

bool isGiven(const Annotation& annotation, Id classId) {
  return std::any_of(annotation.labels.begin(), annotation.labels.end(), [&](const auto& l) {
    return l.classId == classId && l.verdict == Verdict::present;
  });
}

Id paintedClass(const Opinion& opinion, bool isMultiLabel, Id chosen) {
  if (isMultiLabel) return chosen;
  const auto present = presentClass(opinion.annotation);
  // Others may have painted for the case as a whole.
  return opinion.paint.contains(present) || !opinion.paint.contains(0) ? present : 0;
}

}  // namespace rho::workbench
