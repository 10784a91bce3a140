// SPDX-License-Identifier: Apache-2.0
#include "trust/agreement.h"

#include "base/error.h"
#include "image/resample.h"
#include "model/tensor.h"
#include "quality/attribution.h"
#include "quality/region.h"
#include "quality/similarity.h"

namespace rho::trust {

MethodMap methodMap(std::string method, const cv::Mat& values, cv::Size grid) {
  if (values.empty() || values.depth() != CV_32F || !cv::checkRange(values))
    throw InvalidInput(method, "its map is empty or holds values that are no numbers",
                       "run it with other options");
  const cv::Mat magnitudes = cv::abs(values);
  const cv::Mat fitted = image::resize(magnitudes, grid);
  const cv::Mat dense = fitted.isContinuous() ? fitted : fitted.clone();
  const auto map = torch::from_blob(const_cast<float*>(dense.ptr<float>()),
                                    {grid.height, grid.width, dense.channels()})
                       .sum(2);
  return {std::move(method), map};
}

std::vector<Agreement> agreementsOf(const std::vector<MethodMap>& maps) {
  std::vector<torch::Tensor> strongest;
  for (const auto& map : maps)
    strongest.push_back(quality::topRegion(map.importance, strongestShare));
  std::vector<Agreement> agreements;
  for (std::size_t i = 0; i < maps.size(); ++i)
    for (std::size_t j = i + 1; j < maps.size(); ++j)
      agreements.push_back({maps[i].method, maps[j].method,
                            quality::rankCorrelation(maps[i].importance, maps[j].importance),
                            quality::intersectionOverUnion(strongest[i], strongest[j])});
  return agreements;
}

}  // namespace rho::trust
