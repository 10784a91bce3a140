// SPDX-License-Identifier: Apache-2.0
#include "explain/weighted_ridge.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.h"

namespace rho::explain {

namespace {

void requireUsable(const cv::Mat1d& x, const std::vector<double>& y,
                   const std::vector<double>& weights) {
  const auto rows = static_cast<std::size_t>(x.rows);
  if (rows == 0 || y.size() != rows || weights.size() != rows)
    throw InvalidInput("regression", "needs one value and one weight per sample",
                       "give as many probabilities and weights as samples");
  const auto finite = [](double v) { return std::isfinite(v); };
  if (!std::all_of(y.begin(), y.end(), finite) ||
      !std::all_of(weights.begin(), weights.end(),
                   [](double w) { return w >= 0 && std::isfinite(w); }) ||
      std::accumulate(weights.begin(), weights.end(), 0.0) <= 0)
    throw InvalidInput("regression", "a value is not finite, or no sample has weight",
                       "check the network's outputs and the kernel width");
}

}  // namespace

WeightedRidge::WeightedRidge(const cv::Mat1d& x, const std::vector<double>& y,
                             const std::vector<double>& weights) {
  requireUsable(x, y, weights);
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  m_yMean = std::inner_product(y.begin(), y.end(), weights.begin(), 0.0) / total;
  m_xMean.assign(static_cast<std::size_t>(x.cols), 0);
  for (int row = 0; row < x.rows; ++row)
    for (int column = 0; column < x.cols; ++column)
      m_xMean[static_cast<std::size_t>(column)] +=
          weights[static_cast<std::size_t>(row)] * x(row, column) / total;
  cv::Mat1d scaled(x.rows, x.cols), target(x.rows, 1);
  for (int row = 0; row < x.rows; ++row) {
    const double root = std::sqrt(weights[static_cast<std::size_t>(row)]);
    for (int column = 0; column < x.cols; ++column)
      scaled(row, column) = root * (x(row, column) - m_xMean[static_cast<std::size_t>(column)]);
    target(row, 0) = root * (y[static_cast<std::size_t>(row)] - m_yMean);
  }
  cv::mulTransposed(scaled, m_xx, true);
  m_xy = scaled.t() * target;
  m_yy = target.dot(target);
}

double WeightedRidge::scoreOf(const cv::Mat1d& coefficients, const cv::Mat1d& xx,
                              const cv::Mat1d& xy) const {
  const cv::Mat1d explained = xx * coefficients;
  const double residual = m_yy - 2 * coefficients.dot(xy) + coefficients.dot(explained);
  if (m_yy <= 0) return residual <= 0 ? 1 : 0;
  return 1 - residual / m_yy;
}

WeightedRidge::Fit WeightedRidge::fit(const std::vector<int>& columns, double alpha) const {
  const int n = static_cast<int>(columns.size());
  cv::Mat1d xx(n, n), xy(n, 1), coefficients;
  for (int i = 0; i < n; ++i) {
    const int row = columns[static_cast<std::size_t>(i)];
    xy(i, 0) = m_xy(row, 0);
    for (int j = 0; j < n; ++j) xx(i, j) = m_xx(row, columns[static_cast<std::size_t>(j)]);
  }
  const cv::Mat1d penalised = xx + alpha * cv::Mat1d::eye(n, n);
  // Without a penalty, columns may depend on each other: then the shortest solution is taken.
  if (!cv::solve(penalised, xy, coefficients, cv::DECOMP_CHOLESKY))
    cv::solve(penalised, xy, coefficients, cv::DECOMP_SVD);
  Fit result;
  result.coefficients.assign(coefficients.begin(), coefficients.end());
  result.intercept = m_yMean;
  for (int i = 0; i < n; ++i)
    result.intercept -= coefficients(i, 0) *
                        m_xMean[static_cast<std::size_t>(columns[static_cast<std::size_t>(i)])];
  result.score = scoreOf(coefficients, xx, xy);
  return result;
}

}  // namespace rho::explain
