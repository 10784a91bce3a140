// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/robustness/measurement.h"

#include "robustness/summary.h"

namespace rho::workbench {

namespace {

constexpr std::size_t mostSteps = 600;  ///< of a curve that is drawn

using Distance = std::optional<double> MeasuredImage::*;

robustness::Summary summaryOf(const NetworkMeasurement& measurement, Distance distance) {
  std::vector<robustness::Measured> images;
  for (const auto& image : measurement.images)
    images.push_back({image.index, image.label, image.predicted,
                      static_cast<double>(image.confidence), (image.*distance).value_or(0)});
  return robustness::summarise(images, static_cast<int>(measurement.classNames.size()), 0);
}

void drawCurve(const std::vector<MeasuredImage>& images, Distance distance, AreaSummary& area) {
  std::vector<double> distances;
  for (const auto& image : images) distances.push_back((image.*distance).value_or(0));
  const auto points = robustness::accuracyCurve(std::move(distances));
  const auto stride = std::max<std::size_t>(1, points.size() / mostSteps);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i % stride != 0 && i + 1 != points.size()) continue;
    area.rho.push_back(points[i].rmse);
    area.accuracy.push_back(points[i].accuracy);
  }
}

AreaSummary areaOf(const robustness::Summary& summary, const NetworkMeasurement& measurement,
                   Distance distance) {
  AreaSummary area;
  area.area = summary.ara;
  if (summary.images > 1) {
    area.low = summary.araInterval.low;
    area.high = summary.araInterval.high;
  }
  area.median = summary.medianDistance;
  area.unchanged = static_cast<int>(summary.unchanged);
  drawCurve(measurement.images, distance, area);
  return area;
}

/// What does not depend on the kind of distance.
void takeCommon(const robustness::Summary& summary, NetworkMeasurement& measurement) {
  measurement.accuracy = summary.accuracy;
  measurement.calibrationError = summary.calibrationError;
  measurement.calibration.clear();
  const auto bins = static_cast<double>(summary.calibration.size());
  for (const auto& bin : summary.calibration) {
    const auto place = static_cast<double>(measurement.calibration.size());
    measurement.calibration.push_back({place / bins, (place + 1) / bins,
                                       static_cast<int>(bin.images), bin.confidence, bin.accuracy});
  }
  measurement.classes.clear();
  for (std::size_t label = 0; label < summary.classes.size(); ++label) {
    const auto& found = summary.classes[label];
    if (found.images > 0)
      measurement.classes.push_back(
          {static_cast<int>(label), static_cast<int>(found.images), found.accuracy, {}, {}});
  }
}

}  // namespace

void summarise(NetworkMeasurement& measurement) {
  if (measurement.images.empty()) return;
  const auto take = [&](Distance distance, std::optional<AreaSummary>& area,
                        std::optional<double> ClassSummary::*median) {
    if (!(measurement.images.front().*distance)) return;
    const auto summary = summaryOf(measurement, distance);
    if (measurement.classes.empty()) takeCommon(summary, measurement);
    area = areaOf(summary, measurement, distance);
    for (auto& found : measurement.classes)
      found.*median = summary.classes[static_cast<std::size_t>(found.label)].medianDistance;
  };
  measurement.classes.clear();
  take(&MeasuredImage::attack, measurement.attack, &ClassSummary::attackMedian);
  take(&MeasuredImage::betterThanRandom, measurement.betterThanRandom,
       &ClassSummary::betterThanRandomMedian);
}

}  // namespace rho::workbench
