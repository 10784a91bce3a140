// SPDX-License-Identifier: Apache-2.0
#include "data/listed_data_set.h"

#include <algorithm>

#include "base/error.h"
#include "data/folder_content.h"
#include "data/splits.h"
#include "image/read_image.h"

namespace rho::data {

namespace fs = std::filesystem;

namespace {

/// The splits of a root: folders of folders, where all are or where one is named like a split.
std::vector<std::string> splitsOf(const fs::path& root) {
  std::vector<std::string> splits;
  const auto folders = foldersIn(root);
  bool all = true, named = false;
  for (const auto& folder : folders) {
    const bool holds = holdsFolders(root / folder);
    all = all && holds;
    named = named || (holds && isSplitName(folder));
    if (holds) splits.push_back(folder);
  }
  return all || named ? splits : std::vector<std::string>{};
}

}  // namespace

ListedDataSet::ListedDataSet(std::string name, fs::path root, std::vector<std::string> files,
                             Labels labels, Read read)
    : DataSet(std::move(labels)),
      m_name(std::move(name)),
      m_root(std::move(root)),
      m_files(std::move(files)),
      m_read(read ? std::move(read) : image::readImage) {
  if (m_files.empty())
    throw InvalidInput(m_name, "holds no images", "arrange them as CLASS/image.png");
}

std::string ListedDataSet::file(std::int64_t index) const {
  return (m_root / m_files.at(static_cast<std::size_t>(index))).string();
}

image::Image ListedDataSet::image(std::int64_t index) const {
  return labelled(m_read(file(index)), index, file(index));
}

std::string ListedDataSet::itemName(std::int64_t index) const {
  return fs::path(m_files.at(static_cast<std::size_t>(index))).replace_extension().generic_string();
}

std::unique_ptr<DataSet> openFolder(const DataAddress& address, const std::string& split) {
  address.requireOptions({});
  const auto root = address.path();
  const auto chosen = chooseSplit(splitsOf(root), split, root.string());
  const auto folder = chosen ? root / *chosen : root;
  const auto below = chosen ? *chosen + "/" : std::string();
  const auto classes = foldersIn(folder);
  std::vector<std::string> files;
  std::vector<std::int64_t> labels;
  for (std::size_t c = 0; c < classes.size(); ++c)
    for (const auto& file : filesIn(folder / classes[c])) {
      files.push_back(below + classes[c] + "/" + file);
      labels.push_back(static_cast<std::int64_t>(c));
    }
  return std::make_unique<ListedDataSet>(folder.string(), root, std::move(files),
                                         Labels::single(std::move(labels), classes));
}

}  // namespace rho::data
