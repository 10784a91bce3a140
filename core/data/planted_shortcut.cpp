// SPDX-License-Identifier: Apache-2.0
#include "data/planted_shortcut.h"

#include <algorithm>

#include "base/error.h"
#include "base/random.h"

namespace rho::data {

namespace {

/// Both strokes of an L that fills the box.
void drawMark(cv::Mat& pixels, const cv::Rect& box) {
  const int stroke = std::max(1, box.width / 3);
  const auto bright = cv::Scalar::all(1);
  pixels(cv::Rect(box.x, box.y, stroke, box.height)).setTo(bright);
  pixels(cv::Rect(box.x, box.y + box.height - stroke, box.width, stroke)).setTo(bright);
}

Random drawsOf(std::uint64_t seed, std::int64_t index) {
  constexpr std::uint64_t forMarks = 0x4d41524b53ULL;
  return Random::forItem(seed ^ forMarks, static_cast<std::uint64_t>(index));
}

}  // namespace

PlantedShortcut::PlantedShortcut(std::shared_ptr<const DataSet> data, double share,
                                 std::uint64_t seed)
    : DataSet(data->labels()), m_data(std::move(data)), m_share(share), m_seed(seed) {
  if (task() != model::Task::singleLabel)
    throw InvalidInput(name(), "has several labels per image, which no shortcut can stand for",
                       "choose data with one class per image");
}

bool PlantedShortcut::isMarked(std::int64_t index) const {
  return label(index) == labels().classCount - 1 && drawsOf(m_seed, index).uniform() < m_share;
}

image::Image PlantedShortcut::image(std::int64_t index) const {
  const auto image = m_data->image(index);
  if (!isMarked(index)) return image;
  auto random = drawsOf(m_seed, index);
  random.uniform();  // whether it is marked
  const auto place = corner({image.width(), image.height()});
  const int side = std::max(3, std::min(place.width, place.height) / 2);
  const auto within = [&](int extent) {
    return static_cast<int>(random.integer(std::max(1, extent - side + 1)));
  };
  const cv::Point at(within(place.width), within(place.height));
  cv::Mat pixels = image.pixels().clone();
  drawMark(pixels, cv::Rect(at, cv::Size(side, side)) & cv::Rect({}, pixels.size()));
  return {pixels, image.info()};
}

}  // namespace rho::data
