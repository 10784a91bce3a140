// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "attack/clever.h"
#include "base/error.h"

namespace rho::attack {

namespace {

/// The Weibull distribution of distances y > 0, whose largest is scaled to 1.
struct Weibull {
  double scale = 1, shape = 1, logLikelihood = 0;
};

/// mean(yᵏ ln y) / mean(yᵏ) − 1/k: rises with k, and is mean(ln y) at the best
/// one.
double shapeEquation(const std::vector<double>& y, double shape) {
  double weights = 0, logs = 0;
  for (const double value : y) {
    const double weight = std::pow(value, shape);
    weights += weight;
    logs += weight * std::log(value);
  }
  return logs / weights - 1 / shape;
}

Weibull fitWeibull(const std::vector<double>& y) {
  const auto n = static_cast<double>(y.size());
  double meanLog = 0;
  for (const double value : y) meanLog += std::log(value) / n;
  double low = 1, high = 2;
  while (shapeEquation(y, high) < meanLog && high < 1e6) high *= 2;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (shapeEquation(y, middle) < meanLog ? low : high) = middle;
  }
  Weibull fit;
  fit.shape = low;
  double power = 0;
  for (const double value : y) power += std::pow(value, fit.shape) / n;
  fit.scale = std::pow(power, 1 / fit.shape);
  fit.logLikelihood = n * (std::log(fit.shape) - fit.shape * std::log(fit.scale) - 1) +
                      (fit.shape - 1) * n * meanLog;
  return fit;
}

}  // namespace

ReverseWeibull fitReverseWeibull(const std::vector<double>& values) {
  if (values.size() < 2) throw InvalidInput("extreme values", "there must be at least 2");
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  const double range = *most - *least;
  if (range <= 0) return {*most, 0, 1};
  // The location lies above the largest value; how far is searched for on a
  // logarithmic scale.
  const auto at = [&, top = *most](double exponent) {
    std::vector<double> y;
    const double location = top + range * std::exp(exponent);
    const double unit = location - (top - range);
    for (const double value : values) y.push_back((location - value) / unit);
    auto fit = fitWeibull(y);
    fit.logLikelihood -= static_cast<double>(values.size()) * std::log(unit);
    return std::tuple{fit.logLikelihood, ReverseWeibull{location, fit.scale * unit, fit.shape}};
  };
  double best = -9;
  constexpr double closest = -9, farthest = 6, stride = 0.5;
  for (double exponent = closest; exponent <= farthest; exponent += stride)
    if (std::get<0>(at(exponent)) > std::get<0>(at(best))) best = exponent;
  double low = best - stride, high = best + stride;
  for (int i = 0; i < 60; ++i) {
    const double a = low + (high - low) / 3, b = high - (high - low) / 3;
    (std::get<0>(at(a)) < std::get<0>(at(b)) ? low : high) =
        std::get<0>(at(a)) < std::get<0>(at(b)) ? a : b;
  }
  return std::get<1>(at((low + high) / 2));
}

}  // namespace rho::attack
