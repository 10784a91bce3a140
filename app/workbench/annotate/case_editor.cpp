// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/case_editor.h"

#include <utility>

namespace rho::workbench {

using annotation::Annotation;
using annotation::Id;
using annotation::State;

namespace {

constexpr double leastSeconds = 0.1;  ///< alone they are not worth an entry

}  // namespace

void CaseEditor::setProject(bool isMultiLabel, std::vector<annotation::LabelClass> classes) {
  m_isMultiLabel = isMultiLabel;
  m_classes = std::move(classes);
  m_case.reset();
  m_chosenClass = 0;
  emit changed();
}

void CaseEditor::setCase(AnnotatedCase shown) {
  if (!m_time.isValid()) m_time.start();
  const bool isAnother = shown.image.id != caseId();
  if (isAnother) {
    leave();
    m_clock.start(m_time.elapsed());
    m_chosenClass = presentClass(shown.own.annotation);
  }
  m_case = std::move(shown);
  emit changed();
}

void CaseEditor::leave() {
  if (!m_case) return;
  const double seconds = m_clock.take(m_time.elapsed());
  if (seconds >= leastSeconds) emit edited({caseId(), {}, {}, seconds});
  m_case.reset();
  emit changed();
}

/// Shown before it is written.
void CaseEditor::change(const Annotation& after, PaintLayers paint) {
  Edit edit{caseId(), differences(m_case->own.annotation, after), std::move(paint),
            m_clock.take(m_time.elapsed())};
  m_case->own.annotation = after;
  for (const auto& [classId, layer] : edit.paint) m_case->own.paint[classId] = layer.clone();
  if (!edit.changes.empty() || !edit.paint.empty() || edit.seconds >= leastSeconds)
    emit edited(edit);
  emit changed();
}

/// Where one class holds, paint is evidence for it: it follows the label.
PaintLayers CaseEditor::paintMovedTo(Id classId) {
  const auto before = paintedClass();
  const auto found = m_case->own.paint.find(before);
  if (m_isMultiLabel || before == classId || found == m_case->own.paint.end()) return {};
  if (cv::countNonZero(found->second) == 0) return {};
  return {{before, cv::Mat::zeros(found->second.size(), CV_8UC1)},
          {classId, found->second.clone()}};
}

void CaseEditor::toggleLabel(int place) {
  if (!m_case || place < 0 || place >= std::ssize(m_classes)) return;
  const auto classId = m_classes[static_cast<std::size_t>(place)].id;
  const auto after = withLabel(m_case->own.annotation, classId, m_isMultiLabel);
  if (isGiven(after, classId)) m_chosenClass = classId;
  change(after, paintMovedTo(presentClass(after)));
}

void CaseEditor::labelAndFinish(int place) {
  if (!m_case || place < 0 || place >= std::ssize(m_classes)) return;
  const auto classId = m_classes[static_cast<std::size_t>(place)].id;
  auto after = m_case->own.annotation;
  if (!isGiven(after, classId)) after = withLabel(std::move(after), classId, m_isMultiLabel);
  after.state = State::done;
  change(after, paintMovedTo(presentClass(after)));
}

void CaseEditor::setState(State state) {
  if (!m_case) return;
  auto after = m_case->own.annotation;
  after.state = state;
  change(after);
}

void CaseEditor::setComment(const QString& comment) {
  if (!m_case || m_case->own.annotation.comment == comment.toStdString()) return;
  auto after = m_case->own.annotation;
  after.comment = comment.toStdString();
  change(after);
}

void CaseEditor::takeOver(const Opinion& opinion) {
  if (!m_case) return;
  auto after = m_case->own.annotation;
  after.labels = opinion.annotation.labels;
  PaintLayers paint;
  for (const auto& [classId, layer] : m_case->own.paint)
    if (cv::countNonZero(layer) > 0) paint[classId] = cv::Mat::zeros(layer.size(), CV_8UC1);
  for (const auto& [classId, layer] : opinion.paint) paint[classId] = layer.clone();
  change(after, std::move(paint));
}

void CaseEditor::choosePaintedClass(Id classId) {
  if (m_chosenClass == classId) return;
  m_chosenClass = classId;
  emit changed();
}

Id CaseEditor::paintedClass() const {
  return m_case ? workbench::paintedClass(m_case->own, m_isMultiLabel, m_chosenClass) : 0;
}

cv::Mat CaseEditor::layer() {
  if (!m_case) return {};
  auto& layer = m_case->own.paint[paintedClass()];
  if (layer.empty()) layer = cv::Mat::zeros(m_case->size(), CV_8UC1);
  return layer;
}

/// A copy is written: the hand goes on meanwhile.
void CaseEditor::layerPainted() {
  if (!m_case) return;
  Edit edit{caseId(), {}, {}, m_clock.take(m_time.elapsed())};
  edit.paint[paintedClass()] = layer().clone();
  emit edited(edit);
  emit changed();
}

bool CaseEditor::isPainted(Id classId) const {
  if (!m_case) return false;
  const auto found = m_case->own.paint.find(classId);
  return found != m_case->own.paint.end() && cv::countNonZero(found->second) > 0;
}

}  // namespace rho::workbench
