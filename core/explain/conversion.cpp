// SPDX-License-Identifier: Apache-2.0
#include "explain/conversion.h"

#include "explain/explainer.h"
#include "model/tensor.h"

namespace rho::explain {

std::vector<float> toVector(const torch::Tensor& values) {
  const auto dense = values.detach().to(torch::kCPU, torch::kFloat32).contiguous();
  return {dense.data_ptr<float>(), dense.data_ptr<float>() + dense.numel()};
}

cv::Mat toMat(const torch::Tensor& pixels) {
  const auto plane = pixels.dim() == 4 ? pixels.squeeze(0) : pixels;
  const auto dense =
      plane.detach().to(torch::kCPU, torch::kFloat32).permute({1, 2, 0}).contiguous();
  const cv::Mat view(static_cast<int>(dense.size(0)), static_cast<int>(dense.size(1)),
                     CV_32FC(static_cast<int>(dense.size(2))), dense.data_ptr<float>());
  return view.clone();
}

cv::Mat evidenceOf(const Explanation& explanation) {
  if (explanation.perturbed.empty()) return explanation.map;
  return explanation.perturbed - explanation.input;
}

}  // namespace rho::explain
