// SPDX-License-Identifier: Apache-2.0
#include "annotation/merge.h"

#include <fmt/format.h>

#include "annotation/database.h"
#include "annotation/merge_steps.h"
#include "base/error.h"
#include "base/file.h"

namespace rho::annotation {

namespace fs = std::filesystem;

namespace {

void requireCopies(const Project& first, const Project& second) {
  if (first.uuid() != second.uuid())
    throw InvalidInput(second.file().string(), "is no copy of " + first.file().string(),
                       "merge copies of one project");
}

/// Paths are relative to the folder that a project is in.
void keepPlaces(const Project& from, Project& to, const JobContext& context) {
  from.cases().each([&](const Case& image) {
    context.throwIfStopped();
    const auto known = to.cases().withHash(image.sha256);
    if (known && known->path != image.path) to.cases().setPath(known->id, image.path);
  });
}

std::int64_t addCases(const Project& from, Project& to, const JobContext& context) {
  std::int64_t added = 0;
  from.cases().each([&](const Case& image) {
    context.throwIfStopped();
    if (to.cases().add(image)) ++added;
  });
  return added;
}

/// People who share a name are told apart by a number.
std::vector<std::string> addAnnotators(const Project& from, Project& to) {
  std::vector<std::string> renamed;
  for (const auto& one : from.annotators().all()) {
    if (to.annotators().withUuid(one.uuid)) continue;
    auto name = one.name;
    for (int number = 2; to.annotators().find(name); ++number)
      name = fmt::format("{} ({})", one.name, number);
    to.annotators().add(name, one.role, one.uuid);
    if (name != one.name) renamed.push_back(name);
  }
  return renamed;
}

MergeResult takeFrom(const fs::path& file, Project& to, const JobContext& context) {
  MergeResult result;
  {
    const auto from = Project::open(file);
    result.cases = addCases(from, to, context);
    result.renamed = addAnnotators(from, to);
    for (const auto& one : from.classes().all()) to.classes().add(one.name);
  }
  MergeSteps steps(to.database(), file);
  to.atomically([&] {
    result.actions = steps.addActions();
    result.conflicts = steps.settleAnswers();
    steps.addScores();
    to.history().note(fmt::format("merged with a copy: {} cases, {} actions, {} conflicts",
                                  result.cases, result.actions, result.conflicts.size()));
  });
  return result;
}

}  // namespace

MergeResult merge(const fs::path& first, const fs::path& second, const fs::path& out,
                  const JobContext& context) {
  if (fs::exists(out)) throw WriteFailed(out.string(), "is there already", "choose another name");
  AtomicFile file(out);
  {
    const auto one = Project::open(first);
    requireCopies(one, Project::open(second));
    one.backUp(file.temporaryPath());
    auto merged = Project::open(file.temporaryPath());
    merged.atomically([&] { keepPlaces(one, merged, context); });
  }
  MergeResult result;
  {
    auto merged = Project::open(file.temporaryPath());
    result = takeFrom(second, merged, context);
  }
  file.commit();
  return result;
}

}  // namespace rho::annotation
