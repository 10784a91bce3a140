// SPDX-License-Identifier: Apache-2.0
#include "data/folder_data_set.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.h"
#include "image/read_image.h"

namespace rho::data {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> children(const fs::path& folder, bool folders) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_directory() == folders && !entry.path().filename().string().starts_with("."))
      paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<std::string> namesOf(const std::vector<fs::path>& paths) {
  std::vector<std::string> names;
  for (const auto& path : paths) names.push_back(path.filename().string());
  return names;
}

/// ROOT itself when its subfolders hold files, else ROOT/SPLIT.
fs::path folderOfSplit(const fs::path& root, const std::string& split) {
  const auto folders = children(root, true);
  const bool hasSplits =
      !folders.empty() && std::all_of(folders.begin(), folders.end(),
                                      [](const auto& f) { return !children(f, true).empty(); });
  if (!hasSplits) {
    if (!split.empty() && root.filename() != split)
      throw InvalidInput(root.string(), "has no split \"" + split + "\"", "leave the split out");
    return root;
  }
  const std::string wanted = split.empty() ? "test" : split;
  if (fs::is_directory(root / wanted)) return root / wanted;
  throw InvalidInput(root.string(), "has no split \"" + wanted + "\"",
                     fmt::format("choose one of: {}", fmt::join(namesOf(folders), ", ")));
}

}  // namespace

FolderDataSet::FolderDataSet(const fs::path& root, const std::string& split)
    : m_folder(folderOfSplit(root, split)) {
  const auto folders = children(m_folder, true);
  m_classNames = namesOf(folders);
  for (std::size_t label = 0; label < folders.size(); ++label)
    for (const auto& file : children(folders[label], false))
      m_items.push_back({file, static_cast<std::int64_t>(label)});
  if (m_items.empty())
    throw InvalidInput(m_folder.string(), "holds no images", "arrange them as CLASS/image.png");
}

image::Image FolderDataSet::image(std::int64_t index) const {
  const auto read = image::readImage(item(index).file.string());
  auto info = read.info();
  info.label = item(index).label;
  return image::Image(read.pixels(), info);
}

}  // namespace rho::data
