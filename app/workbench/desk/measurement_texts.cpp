// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/desk/measurement_texts.h"

#include <QCoreApplication>

#include "widgets/view_texts.h"

namespace rho::workbench {

namespace {

struct MeasurementText {
  Q_DECLARE_TR_FUNCTIONS(MeasurementText)
};

QString basis(const image::PixelSpacing* spacing) {
  return spacing ? " (" + widgets::basisText(spacing->basis) + ")" : QString();
}

QString lengthNumber(const image::Extent& extent) {
  return QString::number(extent.value, 'f', 1) +
         (extent.isMetric ? MeasurementText::tr(" mm") : MeasurementText::tr(" px"));
}

QString areaText(const image::Extent& area, const image::PixelSpacing* spacing) {
  return QString::number(area.value, 'f', area.value < 100 ? 1 : 0) +
         (area.isMetric ? MeasurementText::tr(" mm²") : MeasurementText::tr(" px²")) +
         basis(spacing);
}

QString ratioText(const image::Measurement& widths, const image::PixelSpacing* spacing) {
  const auto ratio = ratioOf(widths, spacing);
  if (!ratio) return MeasurementText::tr("the thorax has no width");
  return MeasurementText::tr("CTR %1", "cardiothoracic ratio").arg(ratio->ratio, 0, 'f', 2) + "\n" +
         MeasurementText::tr("heart %1, thorax %2")
             .arg(lengthNumber(ratio->heart), lengthNumber(ratio->thorax)) +
         basis(spacing);
}

/// Statistics in the units of the file, where it says what its values mean.
QString statisticsText(const image::Image& image, const image::Measurement& region) {
  const auto found = statisticsOf(image, region);
  if (found.pixels == 0) return MeasurementText::tr("no pixel's centre inside");
  const auto* acquisition = image.info().acquisition.get();
  const bool known = acquisition && !acquisition->isColour;
  const auto value = [&](double unit) { return known ? acquisition->valueOf(unit) : unit; };
  const double scale = known ? std::abs(acquisition->valueAtWhite - acquisition->valueAtBlack) : 1;
  const double low = std::min(value(found.minimum), value(found.maximum));
  const double high = std::max(value(found.minimum), value(found.maximum));
  const QString unit = known && !acquisition->unit.empty()
                           ? " " + QString::fromStdString(acquisition->unit)
                           : QString();
  using widgets::valueNumber;
  return MeasurementText::tr("mean %1 ± %2%3", "mean, standard deviation, unit")
             .arg(valueNumber(value(found.mean)), valueNumber(scale * found.deviation), unit) +
         "\n" +
         MeasurementText::tr("%1 to %2, %3 pixels")
             .arg(valueNumber(low), valueNumber(high))
             .arg(found.pixels);
}

}  // namespace

const image::PixelSpacing* spacingOf(const image::Image& image) {
  const auto& acquisition = image.info().acquisition;
  return acquisition && acquisition->spacing ? &*acquisition->spacing : nullptr;
}

QString measurementText(const image::Image& image, const image::Measurement& measurement) {
  if (image.empty() || !measurement.isComplete()) return {};
  const auto* spacing = spacingOf(image);
  const auto& p = measurement.points;
  switch (measurement.kind) {
    case image::MeasurementKind::length:
      return lengthNumber(distance(p[0], p[1], spacing)) + basis(spacing);
    case image::MeasurementKind::angle: {
      const auto angle = angleOf(measurement, spacing);
      return angle ? QString("%1°").arg(*angle, 0, 'f', 1) : QString();
    }
    case image::MeasurementKind::ratio:
      return ratioText(measurement, spacing);
    default:
      return statisticsText(image, measurement) + "\n" +
             areaText(areaOf(measurement, spacing), spacing);
  }
}

QString measurementName(image::MeasurementKind kind) {
  switch (kind) {
    case image::MeasurementKind::length:
      return MeasurementText::tr("Length");
    case image::MeasurementKind::angle:
      return MeasurementText::tr("Angle");
    case image::MeasurementKind::ratio:
      return MeasurementText::tr("Cardiothoracic ratio");
    case image::MeasurementKind::rectangle:
      return MeasurementText::tr("Rectangle");
    default:
      return MeasurementText::tr("Ellipse");
  }
}

QString spacingText(const image::PixelSpacing* spacing) {
  if (!spacing) return MeasurementText::tr("unknown: lengths in pixels");
  const auto number = [](double value) { return QString::number(value, 'g', 4); };
  return MeasurementText::tr("%1 × %2 mm", "from row to row, from column to column")
             .arg(number(spacing->row), number(spacing->column)) +
         basis(spacing);
}

}  // namespace rho::workbench
