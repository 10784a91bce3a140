// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <optional>

#include "workbench/annotate/annotated_case.h"
#include "workbench/annotate/case_clock.h"

namespace rho::workbench {

/// The case that is being annotated. Each change shows at once and is handed on to be written, with
/// the time that the annotator spent.
class CaseEditor : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;

  void setProject(bool isMultiLabel, std::vector<annotation::LabelClass> classes);
  bool isMultiLabel() const { return m_isMultiLabel; }
  const std::vector<annotation::LabelClass>& classes() const { return m_classes; }

  /// Another case, or the same as the project has it now.
  void setCase(AnnotatedCase shown);
  /// Hands on the time and shows nothing.
  void leave();
  const AnnotatedCase* current() const { return m_case ? &*m_case : nullptr; }
  annotation::Id caseId() const { return m_case ? m_case->image.id : 0; }

  /// Gives the label at this place, or takes it back.
  void toggleLabel(int place);
  /// Gives it and is done, as one step.
  void labelAndFinish(int place);
  void setState(annotation::State state);
  void setComment(const QString& comment);
  /// Labels and paint of somebody else, as one step.
  void takeOver(const Opinion& opinion);

  /// For which class is painted where several can hold; 0: for the case as a whole.
  void choosePaintedClass(annotation::Id classId);
  annotation::Id paintedClass() const;
  /// What is painted for that class. Whoever changes its pixels calls layerPainted().
  cv::Mat layer();
  void layerPainted();
  bool isPainted(annotation::Id classId) const;

  /// A hand has moved.
  void touch() { m_clock.touch(m_time.elapsed()); }

 signals:
  void changed();  ///< also the case itself
  void edited(const rho::workbench::Edit& edit);

 private:
  void change(const annotation::Annotation& after, PaintLayers paint = {});
  PaintLayers paintMovedTo(annotation::Id classId);

  bool m_isMultiLabel = false;
  std::vector<annotation::LabelClass> m_classes;
  std::optional<AnnotatedCase> m_case;
  annotation::Id m_chosenClass = 0;
  CaseClock m_clock;
  QElapsedTimer m_time;
};

}  // namespace rho::workbench
