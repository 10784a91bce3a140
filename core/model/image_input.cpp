// SPDX-License-Identifier: Apache-2.0
#include "model/image_input.h"

#include "image/resample.h"
#include "model/tensor.h"

namespace rho::model {

torch::Tensor inputTensor(const image::Image& image, const ModelCard& card) {
  const cv::Size size(card.inputWidth, card.inputHeight);
  const auto fitted = image::resize(image::toChannels(image, card.inputChannels), size);
  const cv::Mat& pixels = fitted.pixels();
  const cv::Mat dense = pixels.isContinuous() ? pixels : pixels.clone();
  return torch::from_blob(dense.data, {1, dense.rows, dense.cols, dense.channels()},
                          torch::kFloat32)
      .permute({0, 3, 1, 2})
      .clone(at::MemoryFormat::Contiguous);
}

}  // namespace rho::model
