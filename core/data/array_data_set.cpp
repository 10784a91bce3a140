// SPDX-License-Identifier: Apache-2.0
#include "data/array_data_set.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.h"
#include "image/array_format.h"
#include "image/read_image.h"

namespace rho::data {

namespace {

/// The array of images that the address or the split names, else the only candidate.
std::string imagesName(const image::ImageAddress& address, const std::string& split) {
  const auto names = image::npzNames(address.file);
  const auto has = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  std::vector<std::string> wanted;
  if (!address.array.empty())
    wanted = {address.array};
  else if (!split.empty())
    wanted = {split + "_images", "x_" + split};
  else
    wanted = {"test_images", "x_test", "images", "x"};
  for (const auto& name : wanted)
    if (has(name)) return name;
  throw InvalidInput(address.file.string(),
                     fmt::format("has no array {}", fmt::join(wanted, " or ")),
                     fmt::format("it has {}", fmt::join(names, ", ")));
}

std::string labelsName(const std::string& images) {
  if (images.ends_with("images")) return images.substr(0, images.size() - 6) + "labels";
  return "y" + images.substr(1);
}

}  // namespace

ArrayDataSet::ArrayDataSet(const std::string& text, const std::string& split) {
  const auto address = image::ImageAddress::parse(text);
  const std::string array = imagesName(address, split);
  m_name = address.file.string() + ":" + array;
  m_images = image::readNpz(address.file, array);
  m_labels = image::readNpz(address.file, labelsName(array)).as<std::int64_t>();
  if (m_images.shape.size() < 3 || m_images.shape.front() == 0)
    throw InvalidInput(m_name, "is no stack of images");
  if (std::ssize(m_labels) != m_images.shape.front())
    throw InvalidInput(m_name, fmt::format("has {} images but {} labels", m_images.shape.front(),
                                           m_labels.size()));
}

image::Image ArrayDataSet::image(std::int64_t index) const {
  image::ImageInfo info;
  info.source = fmt::format("{}#{}", m_name, index);
  info.label = label(index);
  return image::imageOfArray(m_images.item(index), info);
}

}  // namespace rho::data
