// SPDX-License-Identifier: Apache-2.0
#include "data/folder_content.h"

#include <algorithm>

#include "base/error.h"

namespace rho::data {

namespace fs = std::filesystem;

namespace {

fs::directory_iterator entriesOf(const fs::path& folder) {
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  if (error) throw MissingFile(folder.string(), "cannot be read: " + error.message());
  return entries;
}

bool isHidden(const fs::directory_entry& entry) {
  return entry.path().filename().string().starts_with(".");
}

std::vector<std::string> namesIn(const fs::path& folder, bool folders) {
  std::vector<std::string> names;
  for (const auto& entry : entriesOf(folder))
    if (entry.is_directory() == folders && !isHidden(entry))
      names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::vector<std::string> foldersIn(const fs::path& folder) { return namesIn(folder, true); }

std::vector<std::string> filesIn(const fs::path& folder) { return namesIn(folder, false); }

bool holdsFolders(const fs::path& folder) {
  const auto entries = entriesOf(folder);
  return std::any_of(begin(entries), end(entries),
                     [](const auto& entry) { return entry.is_directory() && !isHidden(entry); });
}

}  // namespace rho::data
