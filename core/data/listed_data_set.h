// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>

#include "data/data_address.h"
#include "data/data_set.h"

namespace rho::data {

/// Images in files of their own.
class ListedDataSet : public DataSet {
 public:
  using Read = std::function<image::Image(const std::string& path)>;

  /// files: relative to root, in the order of the labels. read: readImage where it is left out.
  /// Throws InvalidInput where there are none.
  ListedDataSet(std::string name, std::filesystem::path root, std::vector<std::string> files,
                Labels labels, Read read = {});
  std::string name() const override { return m_name; }
  image::Image image(std::int64_t index) const override;
  std::string file(std::int64_t index) const override;
  std::string itemName(std::int64_t index) const override;

 private:
  std::string m_name;
  std::filesystem::path m_root;
  std::vector<std::string> m_files;
  Read m_read;
};

/// ROOT/CLASS/image or ROOT/SPLIT/CLASS/image, classes and files in the order of their names.
std::unique_ptr<DataSet> openFolder(const DataAddress& address, const std::string& split);

}  // namespace rho::data
