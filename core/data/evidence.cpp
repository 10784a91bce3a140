// SPDX-License-Identifier: Apache-2.0
#include "data/evidence.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "data/jsrt_files.h"
#include "data/names.h"
#include "data/phantom_data_set.h"
#include "data/yolo_files.h"

namespace rho::data {

namespace {

/// At least one pixel, so that a small finding does not vanish on a small grid.
cv::Rect boxOf(const Region& region, cv::Size size) {
  const auto from = [](double position, int extent) {
    return std::clamp(static_cast<int>(std::lround(position * extent)), 0, extent - 1);
  };
  const auto to = [](double position, int extent, int least) {
    return std::clamp(static_cast<int>(std::lround(position * extent)), least + 1, extent);
  };
  const cv::Point corner(from(region.left, size.width), from(region.top, size.height));
  return {corner, cv::Point(to(region.left + region.width, size.width, corner.x),
                            to(region.top + region.height, size.height, corner.y))};
}

}  // namespace

cv::Mat RegionEvidence::mask(std::int64_t index, const std::string& className,
                             cv::Size size) const {
  cv::Mat mask;
  for (const auto& region : m_regions.at(static_cast<std::size_t>(index))) {
    if (lowered(region.className) != lowered(className)) continue;
    if (mask.empty()) mask = cv::Mat::zeros(size, CV_8UC1);
    const auto box = boxOf(region, size);
    if (region.round)
      cv::ellipse(mask, (box.tl() + box.br()) / 2, box.size() / 2, 0, 0, 360, 255, cv::FILLED);
    else
      mask(box) = 255;
  }
  return mask;
}

std::unique_ptr<Evidence> openEvidence(const std::string& text, const std::string& split) {
  const auto address = DataAddress(text).without(optionsOfAll);
  if (PhantomDataSet::recognises(address)) return openPhantomEvidence(address);
  const auto path = address.path();
  if (std::filesystem::is_directory(path)) {
    if (isYoloFolder(path)) return openYoloEvidence(address, split);
    if (isJsrtFolder(path)) return openJsrtEvidence(address);
    return nullptr;
  }
  return lowered(path.extension().string()) == ".json" ? openCocoEvidence(address) : nullptr;
}

}  // namespace rho::data
