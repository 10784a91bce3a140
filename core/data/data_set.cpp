// SPDX-License-Identifier: Apache-2.0
#include "data/data_set.h"

#include <filesystem>

#include "base/error.h"
#include "data/array_data_set.h"
#include "data/cifar10_files.h"
#include "data/listed_data_set.h"
#include "data/phantom_data_set.h"

namespace rho::data {

std::int64_t DataSet::label(std::int64_t index) const {
  if (task() != model::Task::singleLabel)
    throw InvalidInput(name(), "has several labels per image",
                       "choose data with one class per image");
  return m_labels.classes.at(static_cast<std::size_t>(index));
}

image::Image DataSet::labelled(const image::Image& image, std::int64_t index,
                               std::string source) const {
  auto info = image.info();
  info.source = std::move(source);
  if (task() == model::Task::singleLabel) info.label = label(index);
  return {image.pixels(), info};
}

std::unique_ptr<DataSet> openDataSet(const std::string& text, const std::string& split) {
  const DataAddress address(text);
  if (PhantomDataSet::recognises(address)) return std::make_unique<PhantomDataSet>(address);
  if (std::filesystem::is_directory(address.path())) {
    if (isCifar10Folder(address.path())) return openCifar10(address, split);
    return openFolder(address, split);
  }
  return openNpz(address, split);
}

}  // namespace rho::data
