// SPDX-License-Identifier: Apache-2.0
#include "explain/lime_sampler.h"

#include <ATen/Parallel.h>

#include <string>
#include <unordered_map>

#include "base/error.h"
#include "base/random.h"
#include "model/tensor.h"

namespace rho::explain {

cv::Mat1b limeSamples(int samples, int superpixels, std::uint64_t seed) {
  Random random(seed);
  cv::Mat1b rows(samples, superpixels);
  for (int row = 0; row < samples; ++row)
    for (int column = 0; column < superpixels; ++column)
      rows(row, column) = row == 0 || random.coin() ? 1 : 0;
  return rows;
}

DistinctRows distinctRows(const cv::Mat1b& samples) {
  DistinctRows result;
  std::unordered_map<std::string, int> known;
  for (int row = 0; row < samples.rows; ++row) {
    const std::string key(samples.ptr<char>(row), static_cast<std::size_t>(samples.cols));
    const auto [entry, isNew] = known.try_emplace(key, static_cast<int>(known.size()));
    if (isNew) result.rows.push_back(samples.row(row));
    result.index.push_back(entry->second);
  }
  return result;
}

int countSuperpixels(const cv::Mat& segments) {
  double least = -1, most = -1;
  if (segments.type() == CV_32S && !segments.empty()) cv::minMaxLoc(segments, &least, &most);
  if (least < 0)
    throw InvalidInput("superpixels", "labels must be whole numbers from 0 on",
                       "give an image of 32-bit labels");
  return static_cast<int>(most) + 1;
}

SuperpixelHider::SuperpixelHider(const torch::Tensor& input, const cv::Mat& segments,
                                 const torch::Tensor& hidden)
    : m_input(input.contiguous(torch::MemoryFormat::ChannelsLast)),
      m_hidden(hidden.contiguous(torch::MemoryFormat::ChannelsLast)),
      m_segments(segments.clone()) {
  if (segments.type() != CV_32S || segments.rows != input.size(2) ||
      segments.cols != input.size(3) || hidden.sizes() != input.sizes())
    throw InvalidInput("superpixels", "their size is not that of the model's input",
                       "cut the superpixels on the model's input");
}

torch::Tensor SuperpixelHider::images(const cv::Mat1b& samples, int begin, int end) const {
  const std::int64_t channels = m_input.size(1), pixels = m_input.size(2) * m_input.size(3);
  auto result =
      torch::empty({end - begin, channels, m_input.size(2), m_input.size(3)},
                   torch::TensorOptions().memory_format(torch::MemoryFormat::ChannelsLast));
  const float* shown = m_input.const_data_ptr<float>();
  const float* hidden = m_hidden.const_data_ptr<float>();
  const int* label = m_segments.ptr<int>();
  float* out = result.data_ptr<float>();
  at::parallel_for(0, end - begin, 1, [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t image = first; image < last; ++image) {
      const auto* visible = samples.ptr(begin + static_cast<int>(image));
      float* to = out + image * pixels * channels;
      for (std::int64_t p = 0; p < pixels; ++p) {
        const float* from = (visible[label[p]] ? shown : hidden) + p * channels;
        for (std::int64_t c = 0; c < channels; ++c) *to++ = from[c];
      }
    }
  });
  return result;
}

torch::Tensor meanColours(const torch::Tensor& input, const cv::Mat& segments) {
  const auto labels =
      torch::from_blob(segments.data, {segments.rows * segments.cols}, torch::kInt32)
          .to(torch::kInt64);
  const auto values = input.squeeze(0).flatten(1).to(torch::kFloat64);
  const std::int64_t count = countSuperpixels(segments);
  const auto sums =
      torch::zeros({values.size(0), count}, torch::kFloat64).index_add_(1, labels, values);
  const auto sizes = torch::bincount(labels, {}, count).clamp_min(1);
  return (sums / sizes).index_select(1, labels).to(torch::kFloat32).view_as(input);
}

}  // namespace rho::explain
