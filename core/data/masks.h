// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <opencv2/core.hpp>

#include "data/samples.h"
#include "model/model_card.h"

namespace rho::data {

/// What annotators say of a pixel: black, grey or white in a mask.
struct MaskValue {
  static constexpr std::uint8_t notEvidence = 0, nothingSaid = 128, evidence = 255;
};

/// A mask of any grey values in terms of these three: the darkest quarter is no evidence, the
/// brightest quarter is evidence. grey: CV_32FC1 in [0,1].
cv::Mat maskFrom(const cv::Mat& grey);

/// 1×H×W uint8 at the card's size. A pixel of the network has the value that most of its area has
/// in the mask. mask: CV_8UC1 of these three values; empty where nothing is said.
torch::Tensor storedMask(const cv::Mat& mask, const model::ModelCard& card);

// Flags of Samples::masks, float or uint8.
torch::Tensor isNotEvidence(const torch::Tensor& masks);
torch::Tensor isEvidence(const torch::Tensor& masks);

/// The inputs with their masks as one more channel, so that whatever moves an image moves its mask.
torch::Tensor joined(const Samples& samples);
/// The inverse. hasMasks: whether the last channel holds them.
Samples separated(const torch::Tensor& inputs, const torch::Tensor& labels, bool hasMasks);

}  // namespace rho::data
