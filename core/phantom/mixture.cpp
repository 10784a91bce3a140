// SPDX-License-Identifier: Apache-2.0
#include "phantom/mixture.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace rho::phantom {
namespace {

// Groups differ in the large-scale look, which the first components describe.
constexpr int kLeadingValues = 24;
// A little of the variance is always left in each direction, so that the factor exists.
constexpr double kSmallestVariance = 1e-8;

/// k-means labels (N × 1, CV_32SC1), started from slices along the first value, which needs no
/// random numbers.
cv::Mat groupRows(const cv::Mat& rows, int groups) {
  cv::Mat leading, order, labels(rows.rows, 1, CV_32SC1), centres;
  rows.colRange(0, std::min(kLeadingValues, rows.cols)).convertTo(leading, CV_32F);
  cv::sortIdx(leading.col(0), order, cv::SORT_EVERY_COLUMN | cv::SORT_ASCENDING);
  for (int i = 0; i < rows.rows; ++i)
    labels.at<int>(order.at<int>(i)) =
        static_cast<int>(static_cast<long long>(i) * groups / rows.rows);
  const cv::TermCriteria enough(cv::TermCriteria::COUNT + cv::TermCriteria::EPS, 60, 1e-4);
  cv::kmeans(leading, groups, labels, enough, 1, cv::KMEANS_USE_INITIAL_LABELS, centres);
  return labels;
}

int smallestCount(const cv::Mat& labels, int groups) {
  std::vector<int> counts(static_cast<std::size_t>(groups), 0);
  for (int i = 0; i < labels.rows; ++i) ++counts[static_cast<std::size_t>(labels.at<int>(i))];
  return *std::min_element(counts.begin(), counts.end());
}

/// Cholesky's factor of a symmetric matrix (CV_64FC1) that is positive semidefinite.
cv::Mat lowerFactor(const cv::Mat& covariance) {
  const int n = covariance.rows;
  cv::Mat factor(n, n, CV_64FC1, cv::Scalar(0));
  for (int i = 0; i < n; ++i)
    for (int j = 0; j <= i; ++j) {
      double sum = covariance.at<double>(i, j);
      for (int k = 0; k < j; ++k) sum -= factor.at<double>(i, k) * factor.at<double>(j, k);
      factor.at<double>(i, j) =
          i == j ? std::sqrt(std::max(sum, kSmallestVariance)) : sum / factor.at<double>(j, j);
    }
  return factor;
}

}  // namespace

Mixture fitMixture(const cv::Mat& rows, int groups, int smallestGroup) {
  groups = std::max(1, std::min(groups, rows.rows / smallestGroup));
  cv::Mat labels = groupRows(rows, groups);
  // Fewer groups until each is large enough to hide its members.
  while (groups > 1 && smallestCount(labels, groups) < smallestGroup)
    labels = groupRows(rows, --groups);

  cv::Mat sums(groups, rows.cols, CV_64FC1, cv::Scalar(0));
  cv::Mat counts(groups, 1, CV_64FC1, cv::Scalar(0));
  for (int i = 0; i < rows.rows; ++i) {
    sums.row(labels.at<int>(i)) += rows.row(i);
    counts.at<double>(labels.at<int>(i)) += 1;
  }
  for (int group = 0; group < groups; ++group) sums.row(group) /= counts.at<double>(group);

  cv::Mat within(rows.size(), CV_64FC1), covariance, spread;
  for (int i = 0; i < rows.rows; ++i)
    cv::subtract(rows.row(i), sums.row(labels.at<int>(i)), within.row(i));
  cv::mulTransposed(within, covariance, true);
  spread = lowerFactor(covariance / rows.rows);

  Mixture mixture;
  sums.convertTo(mixture.means, CV_32F);
  spread.convertTo(mixture.spread, CV_32F);
  cv::Mat(counts / rows.rows).convertTo(mixture.weights, CV_32F);
  return mixture;
}

}  // namespace rho::phantom
