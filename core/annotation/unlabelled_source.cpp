// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <map>

#include "annotation/import.h"
#include "annotation/import_source.h"
#include "base/error.h"
#include "base/sha256.h"
#include "data/folder_content.h"
#ifdef RHO_HAS_DICOM
#include "dicom/series_list.h"
#endif

namespace rho::annotation {

namespace fs = std::filesystem;

namespace {

using Studies = std::map<fs::path, std::string>;

#ifdef RHO_HAS_DICOM
/// Tells studies apart without naming them: a UID leads to its patient.
std::string pseudonymOf(const std::string& uid) {
  Sha256 digest;
  digest.add(uid);
  return digest.hex().substr(0, 16);
}

Studies studiesIn(const fs::path& folder, const JobContext& context) {
  Studies studies;
  for (const auto& study : dicom::listSeries(folder, context).studies)
    for (const auto& series : study.series)
      for (const auto& instance : series.instances)
        if (!study.uid.empty()) studies[instance.file] = pseudonymOf(study.uid);
  return studies;
}
#else
Studies studiesIn(const fs::path&, const JobContext&) { return {}; }
#endif

}  // namespace

std::vector<fs::path> filesBelow(const fs::path& folder, const JobContext& context) {
  std::vector<fs::path> files;
  for (const auto& name : data::filesIn(folder)) files.push_back(folder / name);
  for (const auto& name : data::foldersIn(folder)) {
    context.throwIfStopped();
    if (fs::is_symlink(folder / name)) continue;
    const auto below = filesBelow(folder / name, context);
    files.insert(files.end(), below.begin(), below.end());
  }
  return files;
}

ImportSource unlabelledSource(const std::string& place, const JobContext& context) {
  ImportSource source;
  if (!fs::is_directory(place)) {
    source.items.push_back({place, "", {}});
    return source;
  }
  const auto studies = studiesIn(place, context);
  for (const auto& file : filesBelow(place, context)) {
    const auto found = studies.find(file);
    source.items.push_back({file.string(), found == studies.end() ? "" : found->second, {}});
  }
  return source;
}

bool looksUnlabelled(const std::string& source) {
  if (fs::is_directory(source)) return !data::holdsFolders(source);
  static const std::vector<std::string> tables = {".csv", ".json", ".npz", ".zip",
                                                  ".tar", ".gz",   ".xz",  ".tgz"};
  const auto extension = fs::path(source).extension().string();
  return fs::is_regular_file(source) &&
         std::find(tables.begin(), tables.end(), extension) == tables.end();
}

}  // namespace rho::annotation
