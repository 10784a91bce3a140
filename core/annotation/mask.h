// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace rho::annotation {

/// A mask as text: its size and COCO's compressed run lengths ("512x640 …", width × height), which
/// other tools read and which take few bytes for painted regions. Runs go down the columns and
/// alternate between 0 and 1, as in the COCO API's maskApi.c (Lin et al. 2014).
class Mask {
 public:
  /// pixels: CV_8UC1, not empty; whatever is not 0 belongs to the mask. Else InvalidInput.
  static Mask fromPixels(const cv::Mat& pixels);
  /// From the text of a file: throws BrokenFile naming subject when it is damaged.
  static Mask fromText(const std::string& text, const std::string& subject);
  /// From COCO's own members: size is checked before memory is taken.
  static Mask fromRuns(cv::Size size, const std::string& runs, const std::string& subject);

  /// The same, with the lengths as numbers.
  static Mask fromLengths(cv::Size size, const std::vector<std::int64_t>& lengths,
                          const std::string& subject);

  cv::Size size() const { return m_size; }
  /// COCO's "counts".
  const std::string& runs() const { return m_runs; }
  std::string text() const;
  /// CV_8UC1, 0 or 255.
  cv::Mat pixels() const;

 private:
  Mask(cv::Size size, std::string runs) : m_size(size), m_runs(std::move(runs)) {}

  cv::Size m_size;
  std::string m_runs;
};

}  // namespace rho::annotation
