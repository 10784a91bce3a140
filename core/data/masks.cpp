// SPDX-License-Identifier: Apache-2.0
#include "data/masks.h"

#include "image/resample.h"
#include "model/tensor.h"

namespace rho::data {

namespace {

/// Where most of each pixel of the new size has the value.
cv::Mat mostlyOf(const cv::Mat& mask, std::uint8_t value, cv::Size size) {
  cv::Mat share;
  cv::Mat(mask == value).convertTo(share, CV_32F, 1 / 255.0);
  return image::resize(share, size) > 0.5;
}

}  // namespace

cv::Mat maskFrom(const cv::Mat& grey) {
  cv::Mat mask(grey.size(), CV_8UC1, cv::Scalar(MaskValue::nothingSaid));
  mask.setTo(MaskValue::notEvidence, grey < 0.25);
  mask.setTo(MaskValue::evidence, grey > 0.75);
  return mask;
}

torch::Tensor storedMask(const cv::Mat& mask, const model::ModelCard& card) {
  const cv::Size size(card.inputWidth, card.inputHeight);
  auto stored = torch::full({1, size.height, size.width}, MaskValue::nothingSaid, torch::kUInt8);
  if (mask.empty()) return stored;
  cv::Mat values(size, CV_8UC1, stored.data_ptr());
  for (const auto value : {MaskValue::notEvidence, MaskValue::evidence})
    values.setTo(value, mostlyOf(mask, value, size));
  return stored;
}

torch::Tensor isNotEvidence(const torch::Tensor& masks) { return floatInputs(masks) < 0.25; }

torch::Tensor isEvidence(const torch::Tensor& masks) { return floatInputs(masks) > 0.75; }

torch::Tensor joined(const Samples& samples) {
  return samples.masks.defined() ? torch::cat({samples.inputs, samples.masks}, 1) : samples.inputs;
}

Samples separated(const torch::Tensor& inputs, const torch::Tensor& labels, bool hasMasks) {
  if (!hasMasks) return {inputs, labels};
  const auto channels = inputs.size(1) - 1;
  return {inputs.narrow(1, 0, channels).contiguous(), labels,
          inputs.narrow(1, channels, 1).contiguous()};
}

}  // namespace rho::data
