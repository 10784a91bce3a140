// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "annotation/agreement.h"

namespace rho::annotation {

namespace {

using ByReader = std::map<Id, Annotation>;

/// What readers who are done say, case by case.
std::map<Id, ByReader> finished(const Project& project, const std::vector<Annotator>& readers) {
  std::map<Id, ByReader> cases;
  project.history().eachAnnotation([&](const Annotation& one) {
    const bool isReader = std::any_of(readers.begin(), readers.end(),
                                      [&](const auto& r) { return r.id == one.annotatorId; });
    if (isReader && one.isDone()) cases[one.caseId].emplace(one.annotatorId, one);
  });
  return cases;
}

int categoryOn(const Annotation& one, Id classId) {
  if (classId > 0) return static_cast<int>(*one.verdictOn(classId));
  for (const auto& label : one.labels)
    if (label.verdict != Verdict::absent) return static_cast<int>(label.classId);
  return 0;
}

/// Nothing where neither painted evidence.
std::optional<double> diceOn(const Annotation& a, const Annotation& b, Id classId) {
  const auto* first = a.mask(MaskKind::evidence, classId);
  const auto* second = b.mask(MaskKind::evidence, classId);
  if (first == nullptr && second == nullptr) return std::nullopt;
  const bool isOneSided = first == nullptr || second == nullptr;
  return isOneSided || first->size() != second->size() ? 0.0 : dice(*first, *second);
}

PairAgreement pairOn(const LabelClass& on, const Annotator& first, const Annotator& second,
                     const std::map<Id, ByReader>& cases) {
  std::vector<int> a, b;
  double sum = 0;
  PairAgreement pair{first.name, second.name, on.name, 0, {}, 0, {}};
  for (const auto& [caseId, byReader] : cases) {
    const auto one = byReader.find(first.id), other = byReader.find(second.id);
    if (one == byReader.end() || other == byReader.end()) continue;
    a.push_back(categoryOn(one->second, on.id));
    b.push_back(categoryOn(other->second, on.id));
    if (const auto value = diceOn(one->second, other->second, on.id)) {
      sum += *value;
      ++pair.masks;
    }
  }
  pair.cases = static_cast<int>(a.size());
  pair.kappa = cohenKappa(a, b);
  if (pair.masks > 0) pair.meanDice = sum / pair.masks;
  return pair;
}

GroupAgreement groupOn(const LabelClass& on, std::size_t categories,
                       const std::map<Id, ByReader>& cases) {
  GroupAgreement group{on.name, 0, 0, {}};
  for (const auto& [caseId, byReader] : cases)
    group.readers = std::max(group.readers, static_cast<int>(byReader.size()));
  if (group.readers < 2) return group;
  std::vector<std::vector<int>> counts;
  for (const auto& [caseId, byReader] : cases) {
    if (static_cast<int>(byReader.size()) != group.readers) continue;
    auto& item = counts.emplace_back(categories, 0);
    for (const auto& [reader, one] : byReader)
      ++item.at(static_cast<std::size_t>(categoryOn(one, on.id)));
  }
  group.cases = static_cast<int>(counts.size());
  group.fleiss = fleissKappa(counts);
  return group;
}

}  // namespace

Agreement agreementOf(const Project& project) {
  auto readers = project.annotators().all();
  std::erase_if(readers, [](const Annotator& one) { return one.role != Role::reader; });
  const auto cases = finished(project, readers);
  auto classes = project.classes().all();
  const auto verdicts = std::size_t{3};
  const auto largest = classes.empty() ? 0 : classes.back().id;
  if (!project.settings().isMultiLabel) classes.insert(classes.begin(), LabelClass{0, ""});
  Agreement agreement;
  for (const auto& on : classes) {
    for (std::size_t i = 0; i < readers.size(); ++i)
      for (std::size_t j = i + 1; j < readers.size(); ++j)
        agreement.pairs.push_back(pairOn(on, readers[i], readers[j], cases));
    const auto categories = on.id > 0 ? verdicts : static_cast<std::size_t>(largest) + 1;
    agreement.groups.push_back(groupOn(on, categories, cases));
  }
  return agreement;
}

}  // namespace rho::annotation
