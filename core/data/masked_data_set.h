// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "data/data_set.h"

namespace rho::data {

class Evidence;

/// A data set whose masks are PNG files: FOLDER/NAME.png for the item NAME (DataSet::itemName), so
/// that the folder of masks mirrors that of the images. White is evidence, black is not, grey, or
/// no file, says nothing.
class MaskedDataSet : public DataSet {
 public:
  /// Throws MissingFile, and InvalidInput where the folder holds no PNG.
  MaskedDataSet(std::shared_ptr<const DataSet> data, std::filesystem::path folder);

  std::string name() const override { return m_data->name(); }
  image::Image image(std::int64_t index) const override { return m_data->image(index); }
  std::string file(std::int64_t index) const override { return m_data->file(index); }
  std::string itemName(std::int64_t index) const override { return m_data->itemName(index); }
  bool hasMasks() const override { return m_hasMasks; }
  cv::Mat mask(std::int64_t index, cv::Size ofImage) const override;

 private:
  bool holds(std::int64_t index) const { return m_names.contains(itemName(index)); }

  std::shared_ptr<const DataSet> m_data;
  std::filesystem::path m_folder;
  std::set<std::string> m_names;  // of the masks that there are
  bool m_hasMasks = false;        // of at least one of the items
};

/// A data set whose masks are what it knows itself: its classes' evidence (openEvidence) is white,
/// the corner of a planted shortcut is black, and nothing is said of the rest.
class KnownMasks : public DataSet {
 public:
  /// evidence: may be null. Throws InvalidInput where there is neither.
  KnownMasks(std::shared_ptr<const DataSet> data, std::shared_ptr<const Evidence> evidence,
             bool hasShortcut);

  std::string name() const override { return m_data->name(); }
  image::Image image(std::int64_t index) const override { return m_data->image(index); }
  std::string file(std::int64_t index) const override { return m_data->file(index); }
  std::string itemName(std::int64_t index) const override { return m_data->itemName(index); }
  bool hasMasks() const override { return true; }
  cv::Mat mask(std::int64_t index, cv::Size ofImage) const override;

 private:
  bool has(std::int64_t index, std::size_t classIndex) const;

  std::shared_ptr<const DataSet> m_data;
  std::shared_ptr<const Evidence> m_evidence;
  bool m_hasShortcut;
};

}  // namespace rho::data
