// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "data/data_set.h"

namespace rho::data {

/// ROOT/CLASS/image or ROOT/SPLIT/CLASS/image, classes and files in the order of their names.
class FolderDataSet : public DataSet {
 public:
  FolderDataSet(const std::filesystem::path& root, const std::string& split);
  std::string name() const override { return m_folder.string(); }
  std::vector<std::string> classNames() const override { return m_classNames; }
  std::int64_t size() const override { return static_cast<std::int64_t>(m_items.size()); }
  std::int64_t label(std::int64_t index) const override { return item(index).label; }
  image::Image image(std::int64_t index) const override;

 private:
  struct Item {
    std::filesystem::path file;
    std::int64_t label;
  };
  const Item& item(std::int64_t index) const { return m_items.at(static_cast<std::size_t>(index)); }

  std::filesystem::path m_folder;
  std::vector<std::string> m_classNames;
  std::vector<Item> m_items;
};

}  // namespace rho::data
