// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "data/labels.h"
#include "data/samples.h"
#include "image/image.h"

namespace rho::data {

/// Labelled images that are read or made one at a time. Reading is safe from several threads.
class DataSet {
 public:
  explicit DataSet(Labels labels) : m_labels(std::move(labels)) {}
  virtual ~DataSet() = default;
  virtual std::string name() const = 0;
  /// Throws what reading an image throws; carries its label where it has one.
  virtual image::Image image(std::int64_t index) const = 0;
  /// The file of an item, as readImage takes it; empty where it has none of its own.
  virtual std::string file(std::int64_t /*index*/) const { return {}; }
  /// By which files that belong to an item are known, without an extension: its path in the data,
  /// else its number.
  virtual std::string itemName(std::int64_t index) const { return std::to_string(index); }

  /// Whether anything is said of the pixels of any image.
  virtual bool hasMasks() const { return false; }
  /// What is said of an image's pixels: CV_8UC1 of the image's size with the values of masks.h;
  /// empty where nothing is. Throws InvalidInput where it has another size, and what reading it
  /// throws.
  virtual cv::Mat mask(std::int64_t /*index*/, cv::Size /*ofImage*/) const { return {}; }

  const Labels& labels() const { return m_labels; }
  /// Empty where the data carry none.
  const std::vector<std::string>& classNames() const { return m_labels.classNames; }
  model::Task task() const { return m_labels.task; }
  std::int64_t size() const { return m_labels.size(); }
  /// The class of an item. Throws InvalidInput where items have several.
  std::int64_t label(std::int64_t index) const;

 protected:
  /// The image with this source, and with its label where it has one.
  image::Image labelled(const image::Image& image, std::int64_t index, std::string source) const;

 private:
  Labels m_labels;
};

/// Opens labelled images by address, PLACE or PLACE?key=value&key=value:
///   a folder of class/image or split/class/image; an archive (tar, zip) of the same;
///   FILE.npz with images and labels (CIFAR-10, MedMNIST); the folders of CIFAR-10's batches;
///   FILE.csv of paths and labels; FILE.json of COCO instances; a YOLO folder of images and labels;
///   a folder of JSRT's .IMG files; phantom:nodule?count=N&seed=S&size=P.
/// Beside the options of its kind, each takes masks=FOLDER or masks=known (masked_data_set.h) and
/// shortcut=PERCENT (planted_shortcut.h).
/// split: "train", "validation", "test", …; empty takes "test" where there are several. Throws
/// MissingFile, UnknownFormat, UsageError (an option), InvalidInput naming the splits that exist.
std::unique_ptr<DataSet> openDataSet(const std::string& address, const std::string& split = {});

/// What a training on this address is measured on when nobody says: its validation split, else its
/// test split, else nothing.
std::unique_ptr<DataSet> openValidation(const std::string& address);

}  // namespace rho::data
