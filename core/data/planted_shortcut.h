// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "data/data_set.h"

namespace rho::data {

/// Images with a planted shortcut, to see whether a network takes it and how it is talked out of
/// it: some of those of the last class carry a small bright L in their top left corner, at a place
/// of its own, as a marker on a radiograph would be.
class PlantedShortcut : public DataSet {
 public:
  /// share: of the last class's images that carry the mark, 0 to 1. An item is marked by (seed,
  /// item) alone. Throws InvalidInput where items have several labels.
  PlantedShortcut(std::shared_ptr<const DataSet> data, double share, std::uint64_t seed = 1);

  /// Where in images of this size marks may be: a quarter of either side.
  static cv::Rect corner(cv::Size ofImage) {
    return {0, 0, (ofImage.width + 3) / 4, (ofImage.height + 3) / 4};
  }
  bool isMarked(std::int64_t index) const;

  std::string name() const override { return m_data->name(); }
  image::Image image(std::int64_t index) const override;
  std::string itemName(std::int64_t index) const override { return m_data->itemName(index); }

 private:
  std::shared_ptr<const DataSet> m_data;
  double m_share;
  std::uint64_t m_seed;
};

}  // namespace rho::data
