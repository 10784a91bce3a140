// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/survey_job.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "image/color_map.h"

namespace rho::workbench {

namespace {

constexpr double patience = 3;  ///< seconds for the layers of very deep networks
constexpr double preflightShare = 0.15;
constexpr int pictureSide = 96;  ///< pixels at most: sharp in a list at twice the usual density

/// A small picture of an activation, each on its own scale.
QImage pictureOfLayer(const cv::Mat& activation) {
  if (activation.empty()) return {};
  cv::Mat values = activation;
  const double shrink =
      static_cast<double>(pictureSide) / std::max(activation.cols, activation.rows);
  if (shrink < 1) cv::resize(activation, values, {}, shrink, shrink, cv::INTER_AREA);
  const cv::Mat rgb = image::colorize(values, image::robustRange(values), image::ColorMap::viridis);
  return QImage(rgb.data, rgb.cols, rgb.rows, static_cast<qsizetype>(rgb.step),
                QImage::Format_RGB888)
      .copy();
}

}  // namespace

void runSurvey(const SurveyPlan& plan, const SurveySinks& sinks, const JobContext& context) {
  if (plan.preflight)
    sinks.preflight(plan.network->preflight(plan.image, context.part(0, preflightShare)));
  const auto take = [&](LayerSummary summary) {
    auto picture = pictureOfLayer(summary.activation);
    sinks.layer({std::move(summary), std::move(picture)});
  };
  plan.network->surveyLayers(plan.image, plan.target, patience, take,
                             context.part(preflightShare, 1));
}

}  // namespace rho::workbench
