// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>

#include "annotation/project.h"

namespace rho::annotation {

/// What counts for a case when several annotated it.
struct Consensus {
  std::vector<GivenLabel> labels;  ///< present and uncertain ones; all others are absent
  std::vector<GivenMask> masks;
  bool isDisputed = false;  ///< readers disagree on a label and nobody has decided
  bool isDone = false;      ///< somebody is done with it
};

/// An annotation with the role of who made it.
struct RoledAnnotation {
  Annotation annotation;
  Role role = Role::reader;
};

/// Of all annotations of one case. What an adjudicator says counts; else what more than half of the
/// readers who are done say, for each label and each pixel; else what came with the data. Skipped
/// and open annotations do not count.
Consensus consensusOf(std::span<const RoledAnnotation> annotations, bool isMultiLabel);

/// Calls take for every case, annotated or not, in order. annotator: only what this one says.
void eachConsensus(const Project& project, const std::optional<Annotator>& annotator,
                   const std::function<void(const Case&, const Consensus&)>& take);

}  // namespace rho::annotation
