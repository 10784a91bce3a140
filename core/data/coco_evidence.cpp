// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "data/coco_files.h"
#include "data/data_set.h"
#include "data/evidence.h"

namespace rho::data {

namespace {

using Json = nlohmann::json;

/// The file without the outlines of objects, which are most of it. openCoco has checked the rest.
Json withoutOutlines(const DataAddress& address) {
  std::ifstream stream(address.path());
  return Json::parse(stream, [](int, Json::parse_event_t event, Json& value) {
    return event != Json::parse_event_t::key || value != "segmentation";
  });
}

struct Placed {
  std::size_t index;
  double width, height;
};

std::map<std::int64_t, Placed> imagesOf(const Json& file) {
  std::map<std::int64_t, Placed> images;
  std::size_t index = 0;
  for (const auto& image : file.at("images"))
    images[image.at("id").get<std::int64_t>()] = {index++, image.at("width").get<double>(),
                                                  image.at("height").get<double>()};
  return images;
}

}  // namespace

std::unique_ptr<Evidence> openCocoEvidence(const DataAddress& address) try {
  openCoco(address, {});
  const auto file = withoutOutlines(address);
  std::map<std::int64_t, std::string> names;
  for (const auto& category : file.at("categories"))
    names[category.at("id").get<std::int64_t>()] = category.at("name").get<std::string>();
  const auto images = imagesOf(file);
  std::vector<std::vector<Region>> regions(images.size());
  for (const auto& item : file.at("annotations")) {
    if (!item.contains("bbox")) continue;
    const auto& image = images.at(item.at("image_id").get<std::int64_t>());
    const auto box = item.at("bbox").get<std::array<double, 4>>();
    regions[image.index].push_back({names.at(item.at("category_id").get<std::int64_t>()),
                                    box[0] / image.width, box[1] / image.height,
                                    box[2] / image.width, box[3] / image.height});
  }
  return std::make_unique<RegionEvidence>(std::move(regions));
} catch (const Json::exception& error) {
  throw BrokenFile(address.place(), fmt::format("its boxes cannot be read: {}", error.what()),
                   "COCO instances have a width and height per image and a bbox per annotation");
}

}  // namespace rho::data
