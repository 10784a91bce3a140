// SPDX-License-Identifier: Apache-2.0
#include "phantom/principal_components.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"

namespace rho::phantom {
namespace {

constexpr int kRowsAtOnce = 256;
constexpr int kIterations = 4;
// More directions than wanted are followed, so that the last wanted ones converge too.
constexpr int kExtra = 12;

/// Rows first to last of data, less the mean, as floats.
cv::Mat centred(const cv::Mat& data, const cv::Mat& mean, int first, int last) {
  cv::Mat block;
  data.rowRange(first, last).convertTo(block, CV_32F);
  for (int row = 0; row < block.rows; ++row) block.row(row) -= mean;
  return block;
}

cv::Mat weightedMean(const cv::Mat& data, const std::vector<double>& weights) {
  cv::Mat sum(1, data.cols, CV_64FC1, cv::Scalar(0));
  for (int row = 0; row < data.rows; ++row) {
    cv::Mat values;
    data.row(row).convertTo(values, CV_64F);
    cv::scaleAdd(values, weights[static_cast<std::size_t>(row)], sum, sum);
  }
  cv::Mat mean;
  sum.convertTo(mean, CV_32F);
  return mean;
}

/// Rows that span the same space and are orthonormal, largest first, and their lengths squared.
std::vector<double> orthonormalise(cv::Mat& rows) {
  cv::Mat rows64, gram, values, vectors;
  rows.convertTo(rows64, CV_64F);
  cv::mulTransposed(rows64, gram, false);
  cv::eigen(gram, values, vectors);
  std::vector<double> squares;
  for (int i = 0; i < rows.rows; ++i) {
    const double square = std::max(values.at<double>(i), 1e-30);
    squares.push_back(square);
    vectors.row(i) /= std::sqrt(square);
  }
  cv::Mat(vectors * rows64).convertTo(rows, CV_32F);
  return squares;
}

}  // namespace

PrincipalComponents principalComponents(const cv::Mat& data, const std::vector<double>& weights,
                                        int count, std::uint64_t seed, const JobContext& job) {
  PrincipalComponents result;
  result.mean = weightedMean(data, weights);
  const int followed = std::min({count + kExtra, data.rows, data.cols});
  cv::Mat directions(followed, data.cols, CV_32FC1);
  Random random(seed);
  for (int row = 0; row < directions.rows; ++row)
    for (int column = 0; column < directions.cols; ++column)
      directions.at<float>(row, column) = static_cast<float>(random.normal());
  orthonormalise(directions);

  std::vector<double> variances;
  for (int iteration = 0; iteration < kIterations; ++iteration) {
    // directions × covariance, without ever forming the P × P covariance.
    cv::Mat next(directions.size(), CV_32FC1, cv::Scalar(0));
    for (int first = 0; first < data.rows; first += kRowsAtOnce) {
      job.step(static_cast<long long>(iteration) * data.rows + first,
               static_cast<long long>(kIterations + 1) * data.rows, "finding components");
      const int last = std::min(first + kRowsAtOnce, data.rows);
      const cv::Mat block = centred(data, result.mean, first, last);
      cv::Mat along;
      cv::gemm(directions, block, 1, cv::noArray(), 0, along, cv::GEMM_2_T);
      for (int row = first; row < last; ++row)
        along.col(row - first) *= weights[static_cast<std::size_t>(row)];
      cv::gemm(along, block, 1, next, 1, next);
    }
    directions = next;
    variances = orthonormalise(directions);
  }

  count = std::min(count, followed);
  result.components = directions.rowRange(0, count).clone();
  // The rows were directions × covariance: their squared lengths are squared variances.
  for (int i = 0; i < count; ++i)
    result.deviations.push_back(std::sqrt(std::sqrt(variances[static_cast<std::size_t>(i)])));
  result.coefficients.create(data.rows, count, CV_32FC1);
  for (int first = 0; first < data.rows; first += kRowsAtOnce) {
    job.step(static_cast<long long>(kIterations) * data.rows + first,
             static_cast<long long>(kIterations + 1) * data.rows, "finding components");
    const int last = std::min(first + kRowsAtOnce, data.rows);
    cv::Mat part = result.coefficients.rowRange(first, last);
    cv::gemm(centred(data, result.mean, first, last), result.components, 1, cv::noArray(), 0, part,
             cv::GEMM_2_T);
  }
  return result;
}

}  // namespace rho::phantom
