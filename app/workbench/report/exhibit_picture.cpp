// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/exhibit_picture.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "workbench/report/paper.h"

namespace rho::workbench {

namespace {

constexpr double density = 2;  ///< pixels that are kept for one that is shown
constexpr double barThickness = 8;
constexpr int labelPixels = 11;

QString numberText(double value, bool withSign) {
  const QString text = QString::number(std::abs(value), 'g', 2);
  if (value < 0) return QStringLiteral("−") + text;
  return withSign && value > 0 ? "+" + text : text;
}

bool isSigned(const image::ValueRange& range) { return range.low < 0 && range.high > 0; }

}  // namespace

QSizeF shownSize(QSize picture, QSizeF box) {
  return QSizeF(picture).scaled(box, Qt::KeepAspectRatio);
}

QImage pictureForPage(const QImage& picture, QSizeF shown) {
  const double wanted = density * std::max(shown.width(), shown.height());
  const double own = std::max(picture.width(), picture.height());
  if (own <= 0) return {};
  if (own > wanted)
    return picture.scaled((density * shown).toSize().expandedTo({1, 1}), Qt::IgnoreAspectRatio,
                          Qt::SmoothTransformation);
  const int factor = static_cast<int>(std::ceil(wanted / own));
  return picture.scaled(picture.size() * factor, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

QGradientStops stopsOf(const ExhibitTile::Scale& scale) {
  constexpr int last = 32;  // even: the diverging map keeps its white at zero
  const auto& table = image::colorTable(scale.colors);
  QGradientStops stops;
  for (int i = 0; i <= last; ++i) {
    const auto color = table.at<cv::Vec3b>(i * (table.rows - 1) / last);
    stops.append({static_cast<double>(i) / last, QColor(color[0], color[1], color[2])});
  }
  return stops;
}

std::array<QString, 3> labelsOf(const ExhibitTile::Scale& scale) {
  const auto& range = scale.range;
  const bool sign = isSigned(range);
  const bool zeroInTheMiddle =
      sign && std::abs(range.low + range.high) < 1e-6 * (range.high - range.low);
  return {numberText(range.low, sign), zeroInTheMiddle ? "0" : "", numberText(range.high, sign)};
}

void drawColorBar(QPainter& painter, const QRectF& box, const ExhibitTile::Scale& scale) {
  const QRectF bar(box.left(), box.top(), box.width(), barThickness);
  QLinearGradient gradient(bar.topLeft(), bar.topRight());
  gradient.setStops(stopsOf(scale));
  painter.setPen(QPen(paper::hairline(), 0.5));
  painter.setBrush(gradient);
  painter.drawRect(bar);
  painter.setFont(paper::font(labelPixels));
  painter.setPen(paper::muted());
  const auto labels = labelsOf(scale);
  const QRectF line(box.left(), bar.bottom() + 2, box.width(), labelPixels * 1.3);
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, labels[0]);
  painter.drawText(line, Qt::AlignHCenter | Qt::AlignVCenter, labels[1]);
  painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, labels[2]);
}

}  // namespace rho::workbench
