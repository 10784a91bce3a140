// SPDX-License-Identifier: Apache-2.0
#include "quality/region.h"

#include "image/resample.h"
#include "model/tensor.h"

namespace rho::quality {

torch::Tensor regionOf(const cv::Mat& mask, cv::Size size) {
  cv::Mat floats;
  mask.convertTo(floats, CV_32F, mask.depth() == CV_8U ? 1 / 255.0 : 1);
  const cv::Mat fitted = image::resize(floats, size);
  const cv::Mat dense = fitted.isContinuous() ? fitted : fitted.clone();
  return torch::from_blob(const_cast<float*>(dense.ptr<float>()), {size.height, size.width})
             .clone() > 0.5;
}

double shareInside(const torch::Tensor& importance, const torch::Tensor& region) {
  const auto values = importance.to(torch::kFloat64), inside = region.to(torch::kFloat64);
  const double all = values.sum().item<double>();
  return all > 0 ? (values * inside).sum().item<double>() / all : inside.mean().item<double>();
}

double intersectionOverUnion(const torch::Tensor& a, const torch::Tensor& b) {
  const double either = (a | b).sum().item<double>();
  return either > 0 ? (a & b).sum().item<double>() / either : 1;
}

}  // namespace rho::quality
