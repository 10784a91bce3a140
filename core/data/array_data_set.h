// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/data_address.h"
#include "data/data_set.h"
#include "image/array.h"

namespace rho::data {

/// Images in one array, whose first axis counts them.
class ArrayDataSet : public DataSet {
 public:
  /// Throws InvalidInput where images and labels do not fit.
  ArrayDataSet(std::string name, image::Array images, Labels labels);
  std::string name() const override { return m_name; }
  image::Image image(std::int64_t index) const override;

 private:
  std::string m_name;
  image::Array m_images;
};

/// FILE.npz with SPLIT_images and SPLIT_labels (MedMNIST), x_SPLIT and y_SPLIT, or images and
/// labels; FILE.npz:NAME names the array of images. Labels are one number per image, or 0 or 1 per
/// class (multi-label). Option classes=a,b,c names the classes, else FILE.npz.json as in
/// {"class_names": ["a", "b", "c"]}.
std::unique_ptr<DataSet> openNpz(const DataAddress& address, const std::string& split);

}  // namespace rho::data
