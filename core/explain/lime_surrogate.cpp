// SPDX-License-Identifier: Apache-2.0
#include "explain/lime_surrogate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/error.h"
#include "explain/weighted_ridge.h"

namespace rho::explain {

namespace {

constexpr double selectionAlpha = 0.01;
constexpr double surrogateAlpha = 1;
constexpr int mostForForwardSelection = 6;

std::vector<int> allColumns(const WeightedRidge& ridge) {
  std::vector<int> columns(static_cast<std::size_t>(ridge.columns()));
  std::iota(columns.begin(), columns.end(), 0);
  return columns;
}

/// Adds the column that raises R² most, one at a time.
std::vector<int> forwardSelection(const WeightedRidge& ridge, int features) {
  std::vector<int> used;
  while (static_cast<int>(used.size()) < std::min(features, ridge.columns())) {
    double best = -std::numeric_limits<double>::infinity();
    int chosen = -1;
    for (const int column : allColumns(ridge)) {
      if (std::find(used.begin(), used.end(), column) != used.end()) continue;
      auto tried = used;
      tried.push_back(column);
      const double score = ridge.fit(tried, 0).score;
      if (chosen < 0 || score > best) {
        best = score;
        chosen = column;
      }
    }
    used.push_back(chosen);
  }
  return used;
}

std::vector<int> highestWeights(const WeightedRidge& ridge, int features) {
  auto columns = allColumns(ridge);
  if (features >= ridge.columns()) return columns;
  const auto coefficients = ridge.fit(columns, selectionAlpha).coefficients;
  const auto size = [&](int column) {
    return std::abs(coefficients[static_cast<std::size_t>(column)]);
  };
  std::stable_sort(columns.begin(), columns.end(), [&](int a, int b) { return size(a) > size(b); });
  columns.resize(static_cast<std::size_t>(features));
  return columns;
}

}  // namespace

std::vector<double> limeWeights(const cv::Mat1b& samples, double kernelWidth) {
  std::vector<double> weights;
  for (int row = 0; row < samples.rows; ++row) {
    // With the row of ones, the cosine is sqrt(shown / all); a row of zeros is at distance 1.
    const double shown = cv::countNonZero(samples.row(row));
    const double distance = 1 - std::sqrt(shown / samples.cols);
    weights.push_back(std::sqrt(std::exp(-distance * distance / (kernelWidth * kernelWidth))));
  }
  return weights;
}

LimeSurrogate fitLimeSurrogate(const cv::Mat1b& samples, const std::vector<double>& probabilities,
                               const std::vector<double>& weights, int features) {
  if (features < 1)
    throw InvalidInput("features", "must be 1 or more", "ask for at least one superpixel");
  cv::Mat1d x;
  samples.convertTo(x, CV_64F);
  const WeightedRidge ridge(x, probabilities, weights);
  const auto columns = features <= mostForForwardSelection ? forwardSelection(ridge, features)
                                                           : highestWeights(ridge, features);
  const auto fit = ridge.fit(columns, surrogateAlpha);
  LimeSurrogate result;
  result.coefficients.assign(static_cast<std::size_t>(samples.cols), 0);
  for (std::size_t i = 0; i < columns.size(); ++i)
    result.coefficients[static_cast<std::size_t>(columns[i])] = fit.coefficients[i];
  result.intercept = fit.intercept;
  result.score = fit.score;
  return result;
}

}  // namespace rho::explain
