// SPDX-License-Identifier: Apache-2.0
#include "annotation/relocate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "annotation/file_hash.h"
#include "annotation/import_source.h"

namespace rho::annotation {

namespace fs = std::filesystem;

namespace {

/// What is looked for, by size: a file of another size need not be read.
using Wanted = std::multimap<std::int64_t, Case>;

void compare(const std::string& file, Wanted& wanted, Project& project) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  const auto [from, to] = wanted.equal_range(static_cast<std::int64_t>(size));
  if (error || size == 0 || from == to) return;
  const auto hash = hashOfFile(file);
  const auto found =
      std::find_if(from, to, [&](const auto& entry) { return entry.second.sha256 == hash; });
  if (found == to) return;
  project.cases().setPath(found->second.id, file);
  wanted.erase(found);
}

}  // namespace

std::vector<Case> missingImages(const Project& project, const JobContext& context) {
  std::vector<Case> missing;
  project.cases().each([&](const Case& image) {
    context.throwIfStopped();
    std::error_code ignored;
    if (!fs::is_regular_file(image.path, ignored)) missing.push_back(image);
  });
  return missing;
}

RelocationResult relocate(Project& project, const fs::path& folder, const JobContext& context) {
  Wanted wanted;
  for (const auto& image : missingImages(project, context)) wanted.emplace(image.bytes, image);
  const auto missing = std::ssize(wanted);
  const auto files = filesBelow(folder, context);
  project.atomically([&] {
    for (std::size_t i = 0; i < files.size() && !wanted.empty(); ++i) {
      context.step(static_cast<long long>(i), std::ssize(files), "comparing files");
      compare(files[i].string(), wanted, project);
    }
  });
  context.report(1);
  RelocationResult result;
  result.there = project.cases().count() - missing;
  result.found = missing - std::ssize(wanted);
  for (const auto& [size, image] : wanted) result.missing.push_back(image.path);
  if (result.found > 0)
    project.history().note(fmt::format("{} images found in another place", result.found));
  return result;
}

}  // namespace rho::annotation
