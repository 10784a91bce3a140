// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

namespace rho::explain {

/// samples×superpixels of 0 (hidden) and 1 (shown), as lime draws them: the first row shows all,
/// the others are fair coin flips.
cv::Mat1b limeSamples(int samples, int superpixels, std::uint64_t seed);

/// Rows that are equal need the network only once.
struct DistinctRows {
  cv::Mat1b rows;          ///< each row once, in the order of first appearance
  std::vector<int> index;  ///< for each original row, its place in rows
};
DistinctRows distinctRows(const cv::Mat1b& samples);

/// Pictures with some superpixels hidden.
class SuperpixelHider {
 public:
  /// input: 1×C×H×W on the CPU; segments: CV_32S H×W, labels 0 to n-1; hidden: as input, what is
  /// seen in place of a hidden superpixel. Throws InvalidInput when sizes do not fit.
  SuperpixelHider(const torch::Tensor& input, const cv::Mat& segments, const torch::Tensor& hidden);

  /// Rows begin to end-1 of samples as (end-begin)×C×H×W.
  torch::Tensor images(const cv::Mat1b& samples, int begin, int end) const;
  std::int64_t pixels() const { return m_input.size(2) * m_input.size(3); }

 private:
  torch::Tensor m_input, m_hidden;
  cv::Mat m_segments;
};

/// 1×C×H×W: every superpixel in its mean colour, which lime shows for a hidden one.
torch::Tensor meanColours(const torch::Tensor& input, const cv::Mat& segments);

/// The number of superpixels: the largest label plus one. Throws InvalidInput unless segments is
/// CV_32S with labels from 0 on.
int countSuperpixels(const cv::Mat& segments);

}  // namespace rho::explain
