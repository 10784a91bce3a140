// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace rho::explain {

/// Weighted ridge regression with an intercept that is not penalised (as scikit-learn's Ridge), for
/// many fits on subsets of the same columns: all of them need only the second moments, which are
/// computed once in double precision.
class WeightedRidge {
 public:
  /// x: rows×columns, CV_64F; y and weights: one value per row. Throws InvalidInput when their
  /// numbers differ, a value is not finite or no weight is positive.
  WeightedRidge(const cv::Mat1d& x, const std::vector<double>& y,
                const std::vector<double>& weights);

  struct Fit {
    std::vector<double> coefficients;  ///< one per chosen column
    double intercept = 0;
    double score = 0;  ///< weighted R² (1 for a constant y met exactly, else 0)
  };
  Fit fit(const std::vector<int>& columns, double alpha) const;

  int columns() const { return m_xx.rows; }

 private:
  double scoreOf(const cv::Mat1d& coefficients, const cv::Mat1d& xx, const cv::Mat1d& xy) const;

  cv::Mat1d m_xx, m_xy;  // centred and weighted: columns×columns, columns×1
  std::vector<double> m_xMean;
  double m_yMean = 0, m_yy = 0;
};

}  // namespace rho::explain
