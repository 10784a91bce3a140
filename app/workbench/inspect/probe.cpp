// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/probe.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace rho::workbench {

namespace {

struct ProbeText {
  Q_DECLARE_TR_FUNCTIONS(ProbeText)
};

cv::Point pixelAt(const cv::Mat& pixels, QPointF position) {
  return {std::clamp(static_cast<int>(position.x() * pixels.cols), 0, pixels.cols - 1),
          std::clamp(static_cast<int>(position.y() * pixels.rows), 0, pixels.rows - 1)};
}

QString valueText(const cv::Mat& pixels, cv::Point at) {
  if (pixels.channels() == 1) return QString::number(pixels.at<float>(at), 'f', 3);
  const auto color = pixels.at<cv::Vec3f>(at);
  return QString("%1 %2 %3")
      .arg(color[0], 0, 'f', 2)
      .arg(color[1], 0, 'f', 2)
      .arg(color[2], 0, 'f', 2);
}

/// As the file counts, where it says how.
QString storedText(const image::Image& image, cv::Point at) {
  const auto& acquisition = image.info().acquisition;
  if (!acquisition || acquisition->isColour) return valueText(image.pixels(), at);
  const double value = acquisition->valueOf(static_cast<double>(image.pixels().at<float>(at)));
  // Single precision leaves a whole number a little beside itself.
  const double whole = std::round(value);
  const auto text = std::abs(value - whole) < 0.01 ? QString::number(whole, 'f', 0)
                                                   : QString::number(value, 'g', 5);
  return acquisition->unit.empty() ? text : text + " " + QString::fromStdString(acquisition->unit);
}

QString signedText(float value) {
  return QString("%1%2").arg(value < 0 ? "−" : "+").arg(std::abs(value), 0, 'f', 3);
}

/// The values behind the tile's colours, or an empty matrix.
cv::Mat mapOf(const std::string& key, const Inspection& row, const Workspace& workspace) {
  for (const auto& tile : workspace.tiles) {
    if (tile.key() != key || tile.method == TileSetting::input) continue;
    if (isSwept(tile)) {
      const auto* frame = row.frameFor(tile, workspace);
      return frame ? frame->differenceValues : cv::Mat();
    }
    const auto* answer = row.answerFor(tile, workspace);
    return answer ? answer->value.map : cv::Mat();
  }
  return {};
}

}  // namespace

QString probeText(QPointF position, const std::string& tile, const OpenCase& opened,
                  const Inspection& row, const Workspace& workspace) {
  if (opened.image.empty()) return {};
  const cv::Mat& pixels = opened.image.pixels();
  const auto at = pixelAt(pixels, position);
  QStringList parts = {ProbeText::tr("x %1, y %2").arg(at.x).arg(at.y),
                       ProbeText::tr("value %1").arg(storedText(opened.image, at))};
  if (!row.input.empty())
    parts << ProbeText::tr("input %1").arg(valueText(row.input, pixelAt(row.input, position)));
  if (const auto map = mapOf(tile, row, workspace); !map.empty())
    parts << ProbeText::tr("map %1").arg(signedText(map.at<float>(pixelAt(map, position))));
  return parts.join(QString::fromUtf8(" · "));
}

}  // namespace rho::workbench
