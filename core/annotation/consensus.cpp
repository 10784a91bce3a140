// SPDX-License-Identifier: Apache-2.0
#include "annotation/consensus.h"

#include <algorithm>
#include <map>
#include <set>

namespace rho::annotation {

namespace {

using Annotations = std::vector<const Annotation*>;

/// Those who decide: adjudicators before readers before the data.
Annotations deciding(std::span<const RoledAnnotation> annotations) {
  for (const auto role : {Role::adjudicator, Role::reader, Role::source}) {
    Annotations found;
    for (const auto& one : annotations)
      if (one.role == role && one.annotation.isDone()) found.push_back(&one.annotation);
    if (!found.empty()) return found;
  }
  return {};
}

/// What more than half say of a class; nothing where there is no such verdict.
std::optional<Verdict> majority(const Annotations& annotations, Id classId) {
  std::map<Verdict, std::size_t> votes;
  for (const auto* one : annotations) ++votes[*one->verdictOn(classId)];
  for (const auto& [verdict, count] : votes)
    if (2 * count > annotations.size()) return verdict;
  return std::nullopt;
}

void decideLabels(const Annotations& annotations, bool isMultiLabel, Consensus& consensus) {
  std::set<Id> classes;
  for (const auto* one : annotations)
    for (const auto& label : one->labels) classes.insert(label.classId);
  for (const auto classId : classes) {
    const auto verdict = majority(annotations, classId);
    if (!verdict) consensus.isDisputed = true;
    if (verdict && *verdict != Verdict::absent) consensus.labels.push_back({classId, *verdict});
  }
  // Where one class holds, readers who all name another one agree on nothing.
  const auto names = [](const auto* one) { return !one->labels.empty(); };
  const bool isNamed = std::any_of(annotations.begin(), annotations.end(), names);
  if (!isMultiLabel && isNamed && consensus.labels.empty()) consensus.isDisputed = true;
}

/// The pixels that more than half of those who painted marked.
Mask majorityOf(const std::vector<const Mask*>& masks) {
  if (masks.size() == 1) return *masks.front();
  cv::Mat votes = cv::Mat::zeros(masks.front()->size(), CV_32S);
  for (const auto* mask : masks) {
    cv::Mat marked;
    mask->pixels().convertTo(marked, CV_32S, 1.0 / 255);
    votes += marked;
  }
  return Mask::fromPixels(2 * votes > static_cast<int>(masks.size()));
}

void decideMasks(const Annotations& annotations, Consensus& consensus) {
  std::map<std::pair<MaskKind, Id>, std::vector<const Mask*>> painted;
  for (const auto* one : annotations)
    for (const auto& mask : one->masks) {
      auto& masks = painted[{mask.kind, mask.classId}];
      if (masks.empty() || masks.front()->size() == mask.mask.size()) masks.push_back(&mask.mask);
    }
  for (const auto& [key, masks] : painted)
    consensus.masks.push_back({key.first, key.second, majorityOf(masks)});
}

}  // namespace

Consensus consensusOf(std::span<const RoledAnnotation> annotations, bool isMultiLabel) {
  Consensus consensus;
  const auto counting = deciding(annotations);
  consensus.isDone = !counting.empty();
  if (counting.empty()) return consensus;
  decideLabels(counting, isMultiLabel, consensus);
  decideMasks(counting, consensus);
  return consensus;
}

void eachConsensus(const Project& project, const std::optional<Annotator>& annotator,
                   const std::function<void(const Case&, const Consensus&)>& take) {
  std::map<Id, Role> roles;
  for (const auto& one : project.annotators().all()) roles[one.id] = one.role;
  std::map<Id, std::vector<RoledAnnotation>> annotations;
  project.history().eachAnnotation(
      [&](const Annotation& one) {
        annotations[one.caseId].push_back({one, roles.at(one.annotatorId)});
      },
      annotator ? std::optional(annotator->id) : std::nullopt);
  const bool isMultiLabel = project.settings().isMultiLabel;
  project.cases().each(
      [&](const Case& image) { take(image, consensusOf(annotations[image.id], isMultiLabel)); });
}

}  // namespace rho::annotation
