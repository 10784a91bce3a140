// SPDX-License-Identifier: Apache-2.0
#include "annotation/coco_masks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "base/json_file.h"

namespace rho::annotation {

namespace {

using nlohmann::json;

constexpr std::uintmax_t maxBytes = std::uintmax_t{1} << 29;

cv::Mat polygons(const json& lists, cv::Size size) {
  constexpr double farthest = 1 << 20;
  std::vector<std::vector<cv::Point>> all;
  for (const auto& list : lists) {
    const auto numbers = list.get<std::vector<double>>();
    auto& points = all.emplace_back();
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
      points.emplace_back(
          static_cast<int>(std::lround(std::clamp(numbers[i], -farthest, farthest))),
          static_cast<int>(std::lround(std::clamp(numbers[i + 1], -farthest, farthest))));
    if (points.empty()) all.pop_back();
  }
  cv::Mat mask = cv::Mat::zeros(size, CV_8UC1);
  if (!all.empty()) cv::fillPoly(mask, all, 255);
  return mask;
}

cv::Mat pixelsOf(const json& segmentation, cv::Size size, const std::string& subject) {
  if (segmentation.is_array()) return polygons(segmentation, size);
  const auto written = segmentation.at("size").get<std::array<int, 2>>();
  if (cv::Size(written[1], written[0]) != size)
    throw BrokenFile(subject, "an outline has not the size of its image");
  const auto& counts = segmentation.at("counts");
  return (counts.is_string()
              ? Mask::fromRuns(size, counts.get<std::string>(), subject)
              : Mask::fromLengths(size, counts.get<std::vector<std::int64_t>>(), subject))
      .pixels();
}

bool isOutline(const json& item) {
  const auto found = item.find("segmentation");
  return found != item.end() && !found->empty();
}

}  // namespace

CocoMasks::CocoMasks(const std::filesystem::path& file) try : m_subject(file.string()) {
  const auto content = readJsonObject(file, maxBytes);
  std::map<std::int64_t, std::string> names = {{0, ""}};
  for (const auto& category : content.at("categories"))
    names[category.at("id").get<std::int64_t>()] = category.at("name").get<std::string>();
  for (const auto& image : content.at("images")) {
    const auto place = m_places.size();
    m_places[image.at("id").get<std::int64_t>()] = place;
  }
  m_outlines.resize(m_places.size());
  take(content.at("annotations"), MaskKind::evidence, names);
  take(content.value("no_evidence", json::array()), MaskKind::noEvidence, names);
} catch (const json::exception& error) {
  throw BrokenFile(file.string(), std::string("its outlines cannot be read: ") + error.what());
}

void CocoMasks::take(const json& list, MaskKind kind,
                     const std::map<std::int64_t, std::string>& names) {
  for (const auto& item : list) {
    if (!isOutline(item)) continue;
    const auto place = m_places.find(item.at("image_id").get<std::int64_t>());
    const auto name = names.find(item.at("category_id").get<std::int64_t>());
    if (place == m_places.end() || name == names.end())
      throw BrokenFile(m_subject, "outlines something in an image that it does not list");
    m_outlines[place->second].push_back({kind, name->second, item.at("segmentation")});
  }
}

std::vector<NamedMask> CocoMasks::masks(std::size_t image, cv::Size size) const try {
  std::map<std::pair<MaskKind, std::string>, cv::Mat> together;
  for (const auto& outline : m_outlines.at(image)) {
    const auto pixels = pixelsOf(outline.segmentation, size, m_subject);
    auto& mask = together[{outline.kind, outline.className}];
    mask = mask.empty() ? pixels : cv::Mat(mask | pixels);
  }
  std::vector<NamedMask> masks;
  for (const auto& [key, pixels] : together)
    if (cv::countNonZero(pixels) > 0)
      masks.push_back({key.first, key.second, Mask::fromPixels(pixels)});
  return masks;
} catch (const json::exception& error) {
  throw BrokenFile(m_subject, std::string("an outline cannot be read: ") + error.what());
}

}  // namespace rho::annotation
