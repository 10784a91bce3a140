// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "data/data_set.h"
#include "image/array.h"

namespace rho::data {

/// Images and labels of one .npz file: SPLIT_images with SPLIT_labels (CIFAR-10, MedMNIST), or
/// images with labels. ADDRESS may name the array of images: FILE.npz:train_images.
class ArrayDataSet : public DataSet {
 public:
  ArrayDataSet(const std::string& address, const std::string& split);
  std::string name() const override { return m_name; }
  std::vector<std::string> classNames() const override { return {}; }
  std::int64_t size() const override { return m_images.shape.front(); }
  std::int64_t label(std::int64_t index) const override {
    return m_labels.at(static_cast<std::size_t>(index));
  }
  image::Image image(std::int64_t index) const override;

 private:
  std::string m_name;
  image::Array m_images;
  std::vector<std::int64_t> m_labels;
};

}  // namespace rho::data
