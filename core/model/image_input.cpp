// SPDX-License-Identifier: Apache-2.0
#include "model/image_input.h"

#include "image/resample.h"
#include "model/tensor.h"

namespace rho::model {

image::Image fittedTo(const ModelCard& card, const image::Image& image) {
  return image::resize(image::toChannels(image, card.inputChannels),
                       cv::Size(card.inputWidth, card.inputHeight));
}

torch::Tensor inputTensor(const image::Image& image, const ModelCard& card) {
  const auto fitted = fittedTo(card, image);
  const cv::Mat& pixels = fitted.pixels();
  const cv::Mat dense = pixels.isContinuous() ? pixels : pixels.clone();
  return torch::from_blob(dense.data, {1, dense.rows, dense.cols, dense.channels()},
                          torch::kFloat32)
      .permute({0, 3, 1, 2})
      .clone(at::MemoryFormat::Contiguous);
}

}  // namespace rho::model
