// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <opencv2/core.hpp>
#include <vector>

namespace rho::dicom {

namespace detail {

template <typename Out, typename Word, typename Function>
cv::Mat mappedDirectly(const cv::Mat& stored, const Function& function) {
  cv::Mat result(stored.size(), cv::DataType<Out>::type);
  for (int y = 0; y < stored.rows; ++y)
    for (int x = 0; x < stored.cols; ++x)
      result.at<Out>(y, x) = static_cast<Out>(function(static_cast<double>(stored.at<Word>(y, x))));
  return result;
}

/// Every value that Word can hold is asked once, then the picture is looked up; a picture that has
/// fewer pixels than that is asked itself.
template <typename Out, typename Word, typename Function>
cv::Mat mappedByTable(const cv::Mat& stored, const Function& function) {
  constexpr int low = std::numeric_limits<Word>::min();
  constexpr int high = std::numeric_limits<Word>::max();
  constexpr auto words = static_cast<std::size_t>(high - low + 1);
  if (stored.total() < words) return mappedDirectly<Out, Word>(stored, function);
  std::vector<Out> table(words);
  for (int value = low; value <= high; ++value)
    table[static_cast<std::size_t>(value - low)] = static_cast<Out>(function(value));
  cv::Mat result(stored.size(), cv::DataType<Out>::type);
  cv::parallel_for_(cv::Range(0, stored.rows), [&](const cv::Range& rows) {
    for (int y = rows.start; y < rows.end; ++y) {
      const auto* from = stored.ptr<Word>(y);
      auto* to = result.ptr<Out>(y);
      for (int x = 0; x < stored.cols; ++x) to[x] = table[static_cast<std::size_t>(from[x] - low)];
    }
  });
  return result;
}

}  // namespace detail

/// function(stored value) at every pixel of a grey picture; fast, because a picture of 16 bits has
/// fewer different values than pixels.
template <typename Out, typename Function>
cv::Mat mapped(const cv::Mat& stored, const Function& function) {
  switch (stored.depth()) {
    case CV_8U:
      return detail::mappedByTable<Out, std::uint8_t>(stored, function);
    case CV_8S:
      return detail::mappedByTable<Out, std::int8_t>(stored, function);
    case CV_16U:
      return detail::mappedByTable<Out, std::uint16_t>(stored, function);
    case CV_16S:
      return detail::mappedByTable<Out, std::int16_t>(stored, function);
    case CV_32S:
      return detail::mappedDirectly<Out, std::int32_t>(stored, function);
    default:
      return detail::mappedDirectly<Out, double>(stored, function);
  }
}

}  // namespace rho::dicom
