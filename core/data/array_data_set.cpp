// SPDX-License-Identifier: Apache-2.0
#include "data/array_data_set.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.h"
#include "base/located_json.h"
#include "data/splits.h"
#include "image/array_format.h"
#include "image/read_image.h"

namespace rho::data {

namespace {

/// The name of the labels that belong to an array of images, or nothing where it is none.
std::optional<std::string> labelsOf(const std::string& images) {
  if (images == "x" || images.starts_with("x_")) return "y" + images.substr(1);
  if (images.ends_with("images")) return images.substr(0, images.size() - 6) + "labels";
  return std::nullopt;
}

/// "train" of train_images and of x_train, empty for images and x.
std::string splitOf(const std::string& images) {
  if (images.starts_with("x_")) return images.substr(2);
  if (images.ends_with("_images")) return images.substr(0, images.size() - 7);
  return {};
}

/// The array of images of a split, or the only one.
std::string imagesOf(const std::filesystem::path& file, const std::string& split) {
  const auto names = image::npzNames(file);
  std::vector<std::string> images, splits;
  for (const auto& name : names)
    if (labelsOf(name)) {
      images.push_back(name);
      if (!splitOf(name).empty()) splits.push_back(splitOf(name));
    }
  if (images.empty())
    throw InvalidInput(file.string(), "has no images with labels",
                       fmt::format("it has {}", fmt::join(names, ", ")));
  const auto chosen = chooseSplit(splits, split, file.string()).value_or("");
  return *std::find_if(images.begin(), images.end(),
                       [&](const auto& name) { return splitOf(name) == chosen; });
}

std::vector<std::string> classNamesFor(const DataAddress& address,
                                       const std::filesystem::path& file) {
  auto names = address.list("classes");
  const auto beside = file.string() + ".json";
  if (!names.empty() || !std::filesystem::exists(beside)) return names;
  const auto described = LocatedJson::read(beside);
  const auto& json = described.json();
  try {
    return json.at("class_names").get<std::vector<std::string>>();
  } catch (const nlohmann::json::exception&) {
    throw InvalidInput(described.place("class_names"), "\"class_names\" is no list of texts");
  }
}

Labels labelsFrom(const image::Array& array, std::vector<std::string> names,
                  const std::string& subject) {
  const auto perImage = array.shape.size() > 1 ? array.shape[1] : 1;
  if (array.shape.empty() || array.shape.size() > 2 || perImage < 1)
    throw InvalidInput(subject, "its labels are no list of numbers");
  if (perImage == 1) return Labels::single(array.as<std::int64_t>(), std::move(names));
  if (!names.empty() && std::ssize(names) != perImage)
    throw InvalidInput(subject, fmt::format("has {} labels per image, but {} class names", perImage,
                                            names.size()));
  return Labels::multi(array.as<float>(), perImage, std::move(names));
}

}  // namespace

ArrayDataSet::ArrayDataSet(std::string name, image::Array images, Labels labels)
    : DataSet(std::move(labels)), m_name(std::move(name)), m_images(std::move(images)) {
  if (m_images.shape.size() < 3 || m_images.shape.front() == 0)
    throw InvalidInput(m_name, "is no stack of images");
  if (size() != m_images.shape.front())
    throw InvalidInput(m_name,
                       fmt::format("has {} images but {} labels", m_images.shape.front(), size()));
}

image::Image ArrayDataSet::image(std::int64_t index) const {
  const auto source = fmt::format("{}#{}", m_name, index);
  image::ImageInfo info;
  info.source = source;
  return labelled(image::imageOfArray(m_images.item(index), info), index, source);
}

std::unique_ptr<DataSet> openNpz(const DataAddress& address, const std::string& split) {
  address.requireOptions({"classes"});
  const auto parsed = image::ImageAddress::parse(address.place());
  if (!parsed.array.empty()) chooseSplit({}, split, address.place());
  const auto images = parsed.array.empty() ? imagesOf(parsed.file, split) : parsed.array;
  const auto labels = labelsOf(images);
  if (!labels)
    throw InvalidInput(address.text(), fmt::format("\"{}\" is not named as images are", images),
                       "name them SPLIT_images or x_SPLIT");
  const auto name = parsed.file.string() + ":" + images;
  auto known =
      labelsFrom(image::readNpz(parsed.file, *labels), classNamesFor(address, parsed.file), name);
  return std::make_unique<ArrayDataSet>(name, image::readNpz(parsed.file, images),
                                        std::move(known));
}

}  // namespace rho::data
