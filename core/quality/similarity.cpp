// SPDX-License-Identifier: Apache-2.0
#include "quality/similarity.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "model/tensor.h"

namespace rho::quality {

namespace {

/// The rank of each value from 0, equal ones at the mean of theirs; centred.
std::vector<double> centredRanks(const torch::Tensor& map) {
  const auto values = map.to(torch::kCPU, torch::kFloat64).contiguous();
  const auto* v = values.data_ptr<double>();
  const auto n = static_cast<std::size_t>(values.numel());
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](auto i, auto j) { return v[i] < v[j]; });
  std::vector<double> ranks(n);
  for (std::size_t begin = 0, end = 0; begin < n; begin = end) {
    while (end < n && v[order[end]] == v[order[begin]]) ++end;
    const double shared = static_cast<double>(begin + end - 1) / 2;
    for (auto i = begin; i < end; ++i) ranks[order[i]] = shared - static_cast<double>(n - 1) / 2;
  }
  return ranks;
}

cv::Mat1d scaled(const torch::Tensor& map) {
  auto values = map.to(torch::kCPU, torch::kFloat64).contiguous();
  const double low = values.min().item<double>(), range = values.max().item<double>() - low;
  values = (values - low) / (range > 0 ? range : 1);
  return cv::Mat1d(static_cast<int>(map.size(0)), static_cast<int>(map.size(1)),
                   values.data_ptr<double>())
      .clone();
}

cv::Mat1d blurred(const cv::Mat1d& map) {
  cv::Mat1d result;
  cv::GaussianBlur(map, result, {11, 11}, 1.5, 1.5, cv::BORDER_REFLECT);
  return result;
}

}  // namespace

double rankCorrelation(const torch::Tensor& a, const torch::Tensor& b) {
  const auto x = centredRanks(a), y = centredRanks(b);
  const auto product = [](const auto& u, const auto& v) {
    return std::inner_product(u.begin(), u.end(), v.begin(), 0.0);
  };
  const double xx = product(x, x), yy = product(y, y);
  if (xx == 0 || yy == 0) return xx == yy ? 1 : 0;
  return std::clamp(product(x, y) / std::sqrt(xx * yy), -1.0, 1.0);
}

double structuralSimilarity(const torch::Tensor& a, const torch::Tensor& b) {
  constexpr double c1 = 0.01 * 0.01, c2 = 0.03 * 0.03;
  const cv::Mat1d x = scaled(a), y = scaled(b);
  const cv::Mat1d mx = blurred(x), my = blurred(y);
  const cv::Mat1d vx = blurred(x.mul(x)) - mx.mul(mx), vy = blurred(y.mul(y)) - my.mul(my);
  const cv::Mat1d covariance = blurred(x.mul(y)) - mx.mul(my);
  const cv::Mat1d above = cv::Mat1d(2 * mx.mul(my) + c1).mul(cv::Mat1d(2 * covariance + c2));
  const cv::Mat1d below = cv::Mat1d(mx.mul(mx) + my.mul(my) + c1).mul(cv::Mat1d(vx + vy + c2));
  return cv::mean(above / below)[0];
}

}  // namespace rho::quality
