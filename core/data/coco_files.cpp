// SPDX-License-Identifier: Apache-2.0
#include "data/coco_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/file.h"
#include "data/listed_data_set.h"
#include "data/splits.h"

namespace rho::data {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

struct CocoContent {
  struct Named {
    std::int64_t id;
    std::string name;
  };
  std::vector<Named> images, categories;
  std::vector<std::pair<std::int64_t, std::int64_t>> annotations;  ///< image, category
};

/// Takes what is needed from a stream of JSON: outlines of objects, most of such a file, are never
/// in memory. What counts stands in objects of the three lists, and in no object within those.
class CocoReader : public Json::json_sax_t {
 public:
  explicit CocoReader(std::string subject) : m_subject(std::move(subject)) {}
  CocoContent take() { return std::move(m_content); }

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t value) override { return integer(value); }
  bool number_unsigned(number_unsigned_t value) override {
    return integer(static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool string(string_t& value) override {
    if (m_depth == inItem && (m_key == "file_name" || m_key == "name")) m_item.name = value;
    return true;
  }
  bool key(string_t& name) override {
    if (m_depth == inFile) m_list = name;
    if (m_depth == inItem) m_key = name;
    return true;
  }
  bool start_object(std::size_t) override {
    if (++m_depth == inItem) m_item = {};
    return true;
  }
  bool end_object() override {
    if (m_depth-- == inItem) keep();
    return true;
  }
  bool start_array(std::size_t) override {
    ++m_depth;
    return true;
  }
  bool end_array() override {
    --m_depth;
    return true;
  }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    throw BrokenFile(m_subject, fmt::format("is no JSON from byte {} on", position),
                     "copy it again from its source");
  }

 private:
  static constexpr int inFile = 1, inItem = 3;  // the file's object, its list, the list's object
  struct Item {
    std::int64_t id = -1, image = -1, category = -1;
    std::string name;
  };

  bool integer(std::int64_t value) {
    if (m_depth != inItem) return true;
    if (m_key == "id") m_item.id = value;
    if (m_key == "image_id") m_item.image = value;
    if (m_key == "category_id") m_item.category = value;
    return true;
  }

  void keep() {
    if (m_list == "images") m_content.images.push_back({m_item.id, std::move(m_item.name)});
    if (m_list == "categories") m_content.categories.push_back({m_item.id, std::move(m_item.name)});
    if (m_list == "annotations") m_content.annotations.emplace_back(m_item.image, m_item.category);
  }

  std::string m_subject, m_list, m_key;
  int m_depth = 0;
  Item m_item;
  CocoContent m_content;
};

CocoContent contentOf(const fs::path& file) {
  constexpr std::uintmax_t maxBytes = std::uintmax_t{1} << 32;
  requireFile(file);
  if (fs::file_size(file) > maxBytes)
    throw RefusedFile(file.string(), "has more than 4 GiB", "split it");
  std::ifstream stream(file);
  CocoReader reader(file.string());
  Json::sax_parse(stream, &reader);
  auto content = reader.take();
  if (content.images.empty() || content.categories.empty())
    throw InvalidInput(file.string(), "lists no images or no categories of COCO instances");
  return content;
}

std::map<std::int64_t, std::size_t> placesOf(const std::vector<CocoContent::Named>& list,
                                             const std::string& subject) {
  std::map<std::int64_t, std::size_t> places;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (!places.emplace(list[i].id, i).second)
      throw BrokenFile(subject, fmt::format("has the id {} twice in one list", list[i].id));
  return places;
}

/// Images must lie below their folder: an annotation file may be of unknown origin.
std::string requireBelow(const std::string& name, const std::string& subject) {
  const fs::path path(name);
  const bool climbs = std::find(path.begin(), path.end(), "..") != path.end();
  if (name.empty() || path.is_absolute() || climbs)
    throw RefusedFile(subject, fmt::format("names the image \"{}\" outside its folder", name));
  return name;
}

fs::path imageFolder(const DataAddress& address, const std::string& firstImage) {
  const auto named = address.option("images");
  if (!named.empty()) return named;
  const auto folder = address.path().parent_path();
  const auto stem = address.path().stem().string();
  const auto split = stem.substr(stem.find('_') + 1);
  for (const auto& candidate : {folder, folder / "images", folder / split,
                                folder.parent_path() / split, folder.parent_path() / "images"})
    if (fs::exists(candidate / firstImage)) return candidate;
  throw MissingFile(address.place(), "its images were not found beside it",
                    fmt::format("name their folder: {}?images=FOLDER", address.place()));
}

Labels labelsOf(const CocoContent& content, const std::string& subject) {
  const auto images = placesOf(content.images, subject);
  const auto categories = placesOf(content.categories, subject);
  const auto classes = content.categories.size();
  std::vector<float> targets(content.images.size() * classes, 0);
  for (const auto& [image, category] : content.annotations) {
    const auto row = images.find(image);
    const auto column = categories.find(category);
    if (row == images.end() || column == categories.end())
      throw BrokenFile(subject, fmt::format("has an annotation of image {} and category {}, which "
                                            "it does not list",
                                            image, category));
    targets[row->second * classes + column->second] = 1;
  }
  std::vector<std::string> names;
  for (const auto& category : content.categories) names.push_back(category.name);
  const auto count = std::ssize(names);
  return Labels::multi(std::move(targets), count, std::move(names));
}

}  // namespace

std::unique_ptr<DataSet> openCoco(const DataAddress& address, const std::string& split) {
  address.requireOptions({"images"});
  chooseSplit({}, split, address.place());
  const auto content = contentOf(address.path());
  std::vector<std::string> files;
  for (const auto& image : content.images)
    files.push_back(requireBelow(image.name, address.place()));
  const auto folder = imageFolder(address, files.front());
  return std::make_unique<ListedDataSet>(address.place(), folder, std::move(files),
                                         labelsOf(content, address.place()));
}

}  // namespace rho::data
