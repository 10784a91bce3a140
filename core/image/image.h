// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

namespace rho::image {

struct Acquisition;

/// Where pixels came from and how they were stored.
struct ImageInfo {
  std::string source;                 ///< as the user named it: a path, or FILE.npz:NAME#INDEX
  int bitsStored = 8;                 ///< of one stored value; 32 for floating-point arrays
  std::optional<std::int64_t> label;  ///< the data set's label, where the source carries one
  std::vector<std::string> notes;     ///< what the reader had to decide (alpha composited, …)
  /// How it was taken (acquisition.h); null for a picture that says nothing of it.
  std::shared_ptr<const Acquisition> acquisition;
};

/// Float pixels in [0,1]: CV_32FC1 (grey) or CV_32FC3 (red, green, blue). 16-bit sources keep
/// their precision. Copies share pixels, as cv::Mat does; nobody writes into another's image.
class Image {
 public:
  Image() = default;
  /// Throws InvalidInput unless pixels are CV_32FC1 or CV_32FC3 and not empty.
  Image(cv::Mat pixels, ImageInfo info);

  const cv::Mat& pixels() const { return m_pixels; }
  const ImageInfo& info() const { return m_info; }
  int width() const { return m_pixels.cols; }
  int height() const { return m_pixels.rows; }
  int channels() const { return m_pixels.channels(); }
  bool empty() const { return m_pixels.empty(); }

 private:
  cv::Mat m_pixels;
  ImageInfo m_info;
};

}  // namespace rho::image
