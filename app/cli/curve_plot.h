// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "mean_interval.h"

namespace rho::cli {

/// A line with its band of confidence.
struct Curve {
  struct Point {
    double x = 0;
    MeanInterval y;
  };
  std::string name;
  std::vector<Point> points;  ///< x rises
};

struct CurvePlot {
  std::string title, xAxis, yAxis;
  std::vector<Curve> curves;
};

/// The plot as an SVG of its own, of 640×400 pixels, on white.
std::string svgOf(const CurvePlot& plot);

}  // namespace rho::cli
