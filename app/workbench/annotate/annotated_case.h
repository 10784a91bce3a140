// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <map>
#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "annotation/history.h"
#include "annotation/queue.h"

namespace rho::workbench {

/// What is painted on an image for each class (0: for the case as a whole): CV_8UC1 of
/// widgets::Paint on the image's grid. A pixel is evidence or none, not both.
using PaintLayers = std::map<annotation::Id, cv::Mat>;

/// What somebody says of a case.
struct Opinion {
  annotation::Annotation annotation;
  QString annotator;
  PaintLayers paint;
};

/// All that is shown of a case. Values only: the project's thread makes it, the window keeps it.
struct AnnotatedCase {
  annotation::Case image;
  Opinion own;
  std::vector<Opinion> others;  ///< that the annotator may see
  std::optional<annotation::Flag> flag;

  cv::Size size() const { return {image.width, image.height}; }
};

/// A case in a list.
struct CaseRow {
  annotation::Id id = 0;
  QString path;
  annotation::State state = annotation::State::open;  ///< of the annotator's own answer
  double seconds = 0;                                 ///< that the annotator spent on it
  std::optional<annotation::Flag> flag;               ///< why it is served, or was
};

/// One step of undo.
struct Edit {
  annotation::Id caseId = 0;
  std::vector<annotation::Change> changes;  ///< of labels, state and comment
  PaintLayers paint;                        ///< those that changed, whole; they are not shared
  double seconds = 0;                       ///< spent on the case since the edit before
};

PaintLayers paintOf(const annotation::Annotation& annotation);
/// As answers to a case; a layer without paint takes back what was there.
std::vector<annotation::Change> changesOf(const PaintLayers& paint);

/// With the label given, or taken back where it was. Unless several can hold, it takes the place of
/// others.
annotation::Annotation withLabel(annotation::Annotation annotation, annotation::Id classId,
                                 bool isMultiLabel);
/// The answers that lead from one to the other; masks are left out.
std::vector<annotation::Change> differences(const annotation::Annotation& before,
                                            const annotation::Annotation& after);

/// Of classes that are said to hold, the first; 0 without one.
annotation::Id presentClass(const annotation::Annotation& annotation);
bool isGiven(const annotation::Annotation& annotation, annotation::Id classId);
/// For which class somebody paints: where one class holds, for that; where several can, for the one
/// that is chosen.
annotation::Id paintedClass(const Opinion& opinion, bool isMultiLabel, annotation::Id chosen);

}  // namespace rho::workbench
